#include "CTLSServer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct ts_server {
    int fd;
    SSL_CTX *context;
};

struct ts_connection {
    int fd;
    SSL *ssl;
};

static int load(SSL_CTX *context, const char *certificate_pem, const char *key_pem) {
    BIO *bio = BIO_new_mem_buf(certificate_pem, -1);
    X509 *certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);
    BIO_free(bio);
    bio = BIO_new_mem_buf(key_pem, -1);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
    BIO_free(bio);
    int done = certificate && key && SSL_CTX_use_certificate(context, certificate) == 1
        && SSL_CTX_use_PrivateKey(context, key) == 1;
    X509_free(certificate);
    EVP_PKEY_free(key);
    return done;
}

ts_server *ts_listen(const char *certificate_pem, const char *key_pem, int only_tls_1_1, int *port) {
    signal(SIGPIPE, SIG_IGN);
    SSL_CTX *context = NULL;
    if (certificate_pem) {
        context = SSL_CTX_new(TLS_server_method());
        if (!context || !load(context, certificate_pem, key_pem)) return NULL;
        if (only_tls_1_1) {
            SSL_CTX_set_security_level(context, 0);
            SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0");
            SSL_CTX_set_min_proto_version(context, TLS1_1_VERSION);
            SSL_CTX_set_max_proto_version(context, TLS1_1_VERSION);
        }
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof address;
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) || listen(fd, 128)
        || getsockname(fd, (struct sockaddr *)&address, &size)) return NULL;
    *port = ntohs(address.sin_port);
    ts_server *server = malloc(sizeof *server);
    *server = (ts_server){ fd, context };
    return server;
}

void ts_stop(ts_server *server) { shutdown(server->fd, SHUT_RDWR); }

void ts_free(ts_server *server) {
    close(server->fd);
    SSL_CTX_free(server->context);
    free(server);
}

ts_connection *ts_accept(ts_server *server) {
    int fd = accept(server->fd, NULL, NULL);
    if (fd < 0) return NULL;
    ts_connection *connection = malloc(sizeof *connection);
    *connection = (ts_connection){ fd, server->context ? SSL_new(server->context) : NULL };
    if (connection->ssl) SSL_set_fd(connection->ssl, fd);
    return connection;
}

int ts_handshake(ts_connection *connection) {
    return !connection->ssl || SSL_accept(connection->ssl) == 1;
}

long ts_read(ts_connection *connection, void *bytes, size_t count) {
    return connection->ssl ? SSL_read(connection->ssl, bytes, (int)count)
                           : read(connection->fd, bytes, count);
}

long ts_write(ts_connection *connection, const void *bytes, size_t count) {
    return connection->ssl ? SSL_write(connection->ssl, bytes, (int)count)
                           : write(connection->fd, bytes, count);
}

void ts_close(ts_connection *connection, ts_ending ending) {
    if (ending == TS_CLEAN && connection->ssl) SSL_shutdown(connection->ssl);
    if (ending == TS_RESET) {
        struct linger linger = { 1, 0 };
        setsockopt(connection->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    }
    SSL_free(connection->ssl);
    close(connection->fd);
    free(connection);
}

void ts_interrupt(ts_connection *connection) { shutdown(connection->fd, SHUT_RDWR); }
