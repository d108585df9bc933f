#pragma once
#include <curl/curl.h>

/* setopt, getinfo and multi_setopt are variadic: one plain function per argument type. */
typedef size_t (*cc_data_cb)(char *, size_t, size_t, void *);
typedef int (*cc_begin_cb)(void *, char *, char *, int, int);
typedef int (*cc_debug_cb)(CURL *, curl_infotype, char *, size_t, void *);
static inline CURLcode cc_set_long(CURL *h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode cc_set_size(CURL *h, CURLoption o, curl_off_t v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode cc_set_text(CURL *h, CURLoption o, const char *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode cc_set_pointer(CURL *h, CURLoption o, const void *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode cc_set_data_cb(CURL *h, CURLoption o, cc_data_cb f) { return curl_easy_setopt(h, o, f); }
static inline CURLcode cc_set_begin_cb(CURL *h, cc_begin_cb f) { return curl_easy_setopt(h, CURLOPT_PREREQFUNCTION, f); }
static inline CURLcode cc_set_debug_cb(CURL *h, cc_debug_cb f) { return curl_easy_setopt(h, CURLOPT_DEBUGFUNCTION, f); }
static inline CURLcode cc_set_slist(CURL *h, CURLoption o, struct curl_slist *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode cc_set_blob(CURL *h, CURLoption o, void *data, size_t n) {
    struct curl_blob blob = { data, n, CURL_BLOB_COPY };
    return curl_easy_setopt(h, o, &blob);
}
static inline CURLcode cc_get_long(CURL *h, CURLINFO i, long *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode cc_get_size(CURL *h, CURLINFO i, curl_off_t *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode cc_get_text(CURL *h, CURLINFO i, char **v) { return curl_easy_getinfo(h, i, v); }
static inline CURLMcode cc_multi_set_long(CURLM *m, CURLMoption o, long v) { return curl_multi_setopt(m, o, v); }
/* The result of a finished transfer is inside a union. */
static inline CURLcode cc_message_result(const CURLMsg *m) { return m->data.result; }
