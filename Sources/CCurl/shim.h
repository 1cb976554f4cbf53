#pragma once
#include <curl/curl.h>

// Swift can't call variadic functions: one door for each kind of value that libcurl takes or gives.

static inline CURLcode calento_curl_set_number(CURL *curl, CURLoption option, long value) {
  return curl_easy_setopt(curl, option, value);
}

static inline CURLcode calento_curl_set_size(CURL *curl, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(curl, option, value);
}

static inline CURLcode calento_curl_set_text(CURL *curl, CURLoption option, const char *value) {
  return curl_easy_setopt(curl, option, value);
}

static inline CURLcode calento_curl_set_list(CURL *curl, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(curl, option, value);
}

static inline CURLcode calento_curl_set_error_buffer(CURL *curl, char *buffer) {
  return curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, buffer);
}

static inline CURLcode calento_curl_set_body(CURL *curl, const void *bytes, curl_off_t count) {
  CURLcode code = curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, count);
  return code ? code : curl_easy_setopt(curl, CURLOPT_POSTFIELDS, (const char *)bytes);
}

static inline CURLcode calento_curl_on_socket(CURL *curl, curl_opensocket_callback open, void *context) {
  CURLcode code = curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, context);
  return code ? code : curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open);
}

static inline CURLcode calento_curl_on_progress(CURL *curl, curl_xferinfo_callback progress, void *context) {
  CURLcode code = curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  if (!code) code = curl_easy_setopt(curl, CURLOPT_XFERINFODATA, context);
  return code ? code : curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, progress);
}

static inline CURLcode calento_curl_on_header(CURL *curl, curl_write_callback take, void *context) {
  CURLcode code = curl_easy_setopt(curl, CURLOPT_HEADERDATA, context);
  return code ? code : curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take);
}

static inline CURLcode calento_curl_on_body(CURL *curl, curl_write_callback take, void *context) {
  CURLcode code = curl_easy_setopt(curl, CURLOPT_WRITEDATA, context);
  return code ? code : curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
}

static inline CURLcode calento_curl_on_upload(CURL *curl, curl_read_callback give, void *context) {
  CURLcode code = curl_easy_setopt(curl, CURLOPT_READDATA, context);
  return code ? code : curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
}

static inline CURLcode calento_curl_get_number(CURL *curl, CURLINFO info, long *value) {
  return curl_easy_getinfo(curl, info, value);
}
