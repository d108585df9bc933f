#pragma once
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/* EVP_EC_gen is a variadic macro, which Swift cannot call. */
static inline EVP_PKEY *cc_p256_key(void) { return EVP_EC_gen("P-256"); }
/* The four AEAD controls are macros over EVP_CTRL numbers with a void pointer. */
static inline int cc_gcm_set_tag(EVP_CIPHER_CTX *c, const unsigned char *tag, int n) {
    return EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, n, (void *)tag);
}
static inline int cc_gcm_get_tag(EVP_CIPHER_CTX *c, unsigned char *tag, int n) {
    return EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_GET_TAG, n, tag);
}
