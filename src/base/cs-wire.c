/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-wire.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAGIC 0x43445343u /* "CSDC" */

typedef struct {
  guint32 magic;
  guint16 version;
  guint16 op;
  guint32 request;
  guint32 status;
  guint32 length;
  guint32 reserved;
  guint64 size;
} Header;

G_STATIC_ASSERT (sizeof (Header) == 32);

typedef union {
  struct cmsghdr align;
  char room[CMSG_SPACE (CS_WIRE_MAX_FDS * sizeof (int))];
} Control;

void
cs_wire_message_clear (CsWireMessage *message)
{
  g_clear_pointer (&message->body, cs_json_unref);
  for (guint i = 0; i < message->n_fds; i++)
    close (message->fds[i]);
  message->n_fds = 0;
}

gboolean
cs_wire_send (int socket, const CsWireHead *head, const CsJson *body, const int *fds, guint n_fds,
              GError **error)
{
  g_return_val_if_fail (n_fds <= CS_WIRE_MAX_FDS, FALSE);
  gsize length = 0;
  g_autofree char *text = body != NULL ? cs_json_to_canonical (body, &length) : NULL;
  if (length > CS_WIRE_MAX_BODY)
    return cs_fail (error, CS_ERROR_FAILED, "message of %" G_GSIZE_FORMAT " bytes is too long",
                    length);
  Header header = {
    .magic = GUINT32_TO_LE (MAGIC),
    .version = GUINT16_TO_LE (CS_WIRE_VERSION),
    .op = GUINT16_TO_LE ((guint16)head->op),
    .request = GUINT32_TO_LE (head->request),
    .status = GUINT32_TO_LE ((guint32)head->status),
    .length = GUINT32_TO_LE ((guint32)length),
    .size = GUINT64_TO_LE (head->size),
  };
  struct iovec parts[2] = { { &header, sizeof header }, { text, length } };
  struct msghdr message = { .msg_iov = parts, .msg_iovlen = length > 0 ? 2 : 1 };
  Control control = { 0 };
  if (n_fds > 0) {
    message.msg_control = &control;
    message.msg_controllen = CMSG_SPACE (n_fds * sizeof (int));
    struct cmsghdr *rights = CMSG_FIRSTHDR (&message);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN (n_fds * sizeof (int));
    memcpy (CMSG_DATA (rights), fds, n_fds * sizeof (int));
  }
  ssize_t sent;
  do
    sent = sendmsg (socket, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  if (sent < 0)
    return cs_set_errno (error, errno, "sending to the other process");
  return TRUE;
}

static void
take_fds (struct msghdr *message, CsWireMessage *ret_message)
{
  for (struct cmsghdr *c = CMSG_FIRSTHDR (message); c != NULL; c = CMSG_NXTHDR (message, c)) {
    if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
      continue;
    guint n = (guint)((c->cmsg_len - CMSG_LEN (0)) / sizeof (int));
    for (guint i = 0; i < n && ret_message->n_fds < CS_WIRE_MAX_FDS; i++)
      memcpy (&ret_message->fds[ret_message->n_fds++], CMSG_DATA (c) + i * sizeof (int),
              sizeof (int));
  }
}

static gboolean
take_content (const Header *header, const char *text, gsize length, CsWireMessage *message,
              GError **error)
{
  if (GUINT32_FROM_LE (header->magic) != MAGIC ||
      GUINT16_FROM_LE (header->version) != CS_WIRE_VERSION ||
      GUINT32_FROM_LE (header->length) != length || header->reserved != 0 ||
      GUINT32_FROM_LE (header->status) > CS_WIRE_MORE)
    return cs_fail (error, CS_ERROR_CORRUPT, "not a message of this version");
  message->head.op = (CsWireOp)GUINT16_FROM_LE (header->op);
  message->head.status = (CsWireStatus)GUINT32_FROM_LE (header->status);
  message->head.request = GUINT32_FROM_LE (header->request);
  message->head.size = GUINT64_FROM_LE (header->size);
  if (length == 0)
    return TRUE;
  message->body = cs_json_parse_canonical (text, length, error);
  return message->body != NULL;
}

int
cs_wire_receive (int socket, CsWireMessage *ret_message, GError **error)
{
  Header header;
  g_autofree char *text = g_malloc (CS_WIRE_MAX_BODY);
  struct iovec parts[2] = { { &header, sizeof header }, { text, CS_WIRE_MAX_BODY } };
  Control control = { 0 };
  struct msghdr message = {
    .msg_iov = parts, .msg_iovlen = 2, .msg_control = &control, .msg_controllen = sizeof control
  };
  ssize_t got;
  do
    got = recvmsg (socket, &message, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got == 0 || (got < 0 && errno == ECONNRESET))
    return 0;
  if (got < 0) {
    cs_set_errno (error, errno, "receiving from the other process");
    return -1;
  }
  g_auto (CsWireMessage) taken = { 0 };
  take_fds (&message, &taken);
  if ((gsize)got < sizeof header || (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
    cs_fail (error, CS_ERROR_CORRUPT, "message cut short");
    return -1;
  }
  if (!take_content (&header, text, (gsize)got - sizeof header, &taken, error))
    return -1;
  *ret_message = taken;
  taken = (CsWireMessage){ 0 };
  return 1;
}

static int
sized_memfd (gsize size, GError **error)
{
  int fd = memfd_create ("countersign", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd >= 0 && ftruncate (fd, (off_t)size) == 0)
    return fd;
  cs_set_errno (error, errno, "making %" G_GSIZE_FORMAT " bytes of shared memory", size);
  if (fd >= 0)
    close (fd);
  return -1;
}

static int
seal (int fd, int seals, GError **error)
{
  if (fcntl (fd, F_ADD_SEALS, seals | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
    return fd;
  cs_set_errno (error, errno, "sealing shared memory");
  close (fd);
  return -1;
}

int
cs_memfd_new (gsize size, GError **error)
{
  int fd = sized_memfd (size, error);
  return fd < 0 ? -1 : seal (fd, 0, error);
}

int
cs_memfd_new_from_data (gconstpointer data, gsize size, GError **error)
{
  int fd = sized_memfd (0, error);
  if (fd < 0)
    return -1;
  for (gsize done = 0; done < size;) {
    ssize_t n = write (fd, (const char *)data + done, size - done);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      cs_set_errno (error, errno, "filling shared memory");
      close (fd);
      return -1;
    }
    done += (gsize)n;
  }
  return seal (fd, F_SEAL_WRITE, error);
}
