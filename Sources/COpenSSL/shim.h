#pragma once
// Hashes, ciphers, random bytes
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>

// The parameters keep the pointers they are made of: they have to be made where those live long enough.
static inline int calento_hmac_sha256_init(EVP_MAC_CTX *context, const unsigned char *key, size_t length) {
  char hash[] = "SHA256";
  OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string("digest", hash, 0), OSSL_PARAM_construct_end()};
  // With a null pointer OpenSSL would keep the key it has; an empty key is a key.
  return EVP_MAC_init(context, key ? key : (const unsigned char *)"", length, parameters);
}

// TLS
#include <openssl/ssl.h>
#include <openssl/err.h>

// Macros that Swift cannot see.
static inline int calento_tls_set_min_version(SSL_CTX *context, int version) {
  return SSL_CTX_set_min_proto_version(context, version);
}
static inline void calento_tls_set_mode(SSL_CTX *context, long mode) { SSL_CTX_set_mode(context, mode); }
static inline void calento_tls_set_session_cache(SSL_CTX *context, long mode) {
  SSL_CTX_set_session_cache_mode(context, mode);
}
static const uint64_t calento_tls_no_renegotiation = SSL_OP_NO_RENEGOTIATION;
static const uint64_t calento_tls_no_compression = SSL_OP_NO_COMPRESSION;
