#pragma once
// Hashes, ciphers, random bytes
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
// TLS
#include <openssl/ssl.h>
#include <openssl/err.h>
