/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages between a program and its decode helper over a SOCK_SEQPACKET pair: a 32-byte
 * little-endian header, canonical JSON of at most 64 KiB, and up to two descriptors. Longer answers
 * lie in a memfd that the asking side made. Any thread; one side of a socket per thread. */
#pragma once

#include "cs-json.h"

#define CS_WIRE_MAX_BODY (64 * 1024)
#define CS_WIRE_MAX_FDS 2
#define CS_WIRE_VERSION 1
/* The helper finds its end of the pair here. */
#define CS_WIRE_HELPER_FD 3
/* No frame is larger; a picture beyond it is refused when it is probed. */
#define CS_WIRE_MAX_FRAME ((gsize)512 * 1024 * 1024)
/* No answer in a memfd is larger. */
#define CS_WIRE_MAX_TEXT ((gsize)CS_JSON_MAX_SIZE)

typedef enum {
  CS_WIRE_HELLO = 1, /* helper to program, once */
  CS_WIRE_PROBE = 2, /* source [, memfd for an answer that did not fit] */
  CS_WIRE_FRAME = 3, /* source, memfd */
} CsWireOp;

typedef enum {
  CS_WIRE_OK,
  CS_WIRE_FAILED, /* body: {"code": n of CsError, "message"} */
  CS_WIRE_MORE,   /* ask again with a memfd of SIZE bytes */
} CsWireStatus;

typedef struct {
  CsWireOp op;
  CsWireStatus status;
  guint32 request; /* an answer repeats the number of its question */
  guint64 size;    /* bytes in the memfd, or bytes of the source in a question */
} CsWireHead;

typedef struct {
  CsWireHead head;
  CsJson *body; /* NULL when there was none */
  int fds[CS_WIRE_MAX_FDS];
  guint n_fds;
} CsWireMessage;

/* Frees the body and closes the descriptors. */
void cs_wire_message_clear (CsWireMessage *message);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsWireMessage, cs_wire_message_clear)

/* The other side gone, or a body beyond the limit: FAILED. The descriptors stay the caller's. */
gboolean cs_wire_send (int socket, const CsWireHead *head, const CsJson *body, const int *fds,
                       guint n_fds, GError **error);
/* Waits for a message. 1 got one, 0 the other side is gone, -1 with ERROR: CORRUPT for anything
 * that is not a message of this version. Clear RET_MESSAGE after 1. */
int cs_wire_receive (int socket, CsWireMessage *ret_message, GError **error);

/* A memfd of exactly SIZE bytes that nobody can resize. -1 with ERROR. */
int cs_memfd_new (gsize size, GError **error);
/* A memfd that holds a copy and can be neither written nor resized. */
int cs_memfd_new_from_data (gconstpointer data, gsize size, GError **error);
