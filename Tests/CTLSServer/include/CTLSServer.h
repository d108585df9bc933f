#pragma once
#include <stddef.h>

/* A TLS server in single steps, for tests that need a server which misbehaves on purpose. */
typedef struct ts_server ts_server;
typedef struct ts_connection ts_connection;

/* Listens on a free port of 127.0.0.1; a NULL certificate means plain TCP. NULL on failure. */
ts_server *ts_listen(const char *certificate_pem, const char *key_pem, int only_tls_1_1, int *port);
/* Ends the accept that is going on and all later ones. */
void ts_stop(ts_server *server);
/* Frees what ts_listen made; call it after the last ts_accept. */
void ts_free(ts_server *server);

/* The next connection, before its handshake; NULL after ts_stop. */
ts_connection *ts_accept(ts_server *server);
/* 1 when the client completed the handshake. */
int ts_handshake(ts_connection *connection);
/* Bytes read or written; 0 or less at the end or on failure. */
long ts_read(ts_connection *connection, void *bytes, size_t count);
long ts_write(ts_connection *connection, const void *bytes, size_t count);

typedef enum { TS_CLEAN, TS_ABRUPT, TS_RESET } ts_ending;
/* Ends and frees a connection: with TLS's farewell, without it, or with a TCP reset. */
void ts_close(ts_connection *connection, ts_ending ending);
/* Ends the reading side of a connection that another thread is blocked on. */
void ts_interrupt(ts_connection *connection);
