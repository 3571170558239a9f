/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cache over helpers of our own making: this program under another name, which answers with
 * frames that hold their number, or dies of one. */
#include "cs-frame-cache.h"
#include "cs-test-view.h"
#include "cs-test.h"
#include "cs-wire.h"

#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#define HELPER "frame-helper"
#define DEADLY 7
#define DAMAGED 8
#define ENDLESS 9
#define SIDE 100
#define FRAMES 40
#define PICTURE_BYTES 12500 /* two levels of u8 */

/* --- the helper --- */

static void
answer (const CsWireMessage *question)
{
  CsWireHead head = { .op = CS_WIRE_FRAME, .request = question->head.request };
  gint64 n = cs_json_get_int (question->body, "frame", -1);
  g_autoptr (CsJson) body = cs_json_new_object ();
  if (n == DEADLY)
    _exit (9);
  if (n == ENDLESS)
    pause ();
  if (n == DAMAGED) {
    head.status = CS_WIRE_FAILED;
    cs_json_put_int (body, "code", CS_ERROR_CORRUPT);
    cs_json_put_string (body, "message", "damaged: 8130 of 8192 bytes of pixel data");
  } else {
    guint8 pixels[SIDE * SIDE];
    memset (pixels, (int)n, sizeof pixels);
    g_assert_cmpint (pwrite (question->fds[1], pixels, sizeof pixels, 0), ==, sizeof pixels);
  }
  cs_wire_send (CS_WIRE_HELPER_FD, &head, body, NULL, 0, NULL);
}

static int
be_helper (void)
{
  CsWireHead hello = { .op = CS_WIRE_HELLO };
  g_autoptr (CsJson) body = cs_json_new_object ();
  cs_wire_send (CS_WIRE_HELPER_FD, &hello, body, NULL, 0, NULL);
  for (;;) {
    g_auto (CsWireMessage) question = { 0 };
    if (cs_wire_receive (CS_WIRE_HELPER_FD, &question, NULL) != 1)
      return 0;
    answer (&question);
  }
}

/* --- the fixture --- */

static char *helper;
static const CsGid item = { { 1, 2, 3 } };

typedef struct {
  CsFrameCache *cache;
  CsProbe *probe;
  gboolean hold; /* open is not answered yet */
  gboolean refuse;
  guint total;
  GString *opened; /* parts */
  GString *told;   /* frames, "!" after a failed one */
  guint n_told;
  char *message; /* the last one */
} Fixture;

static CsFrameKey
key_of (guint part, guint frame)
{
  return (CsFrameKey){ item, part, frame };
}

static void
give (Fixture *fixture, guint part)
{
  int fd = cs_memfd_new_from_data ("x", 1, NULL);
  CsFrameSource source = { fd, 1, "a/b.dcm", fixture->probe, part, fixture->total };
  cs_frame_cache_give (fixture->cache, &item, part, &source);
}

static void
on_open (gpointer data, const CsGid *which, guint part)
{
  Fixture *fixture = data;
  g_assert_true (cs_gid_equal (which, &item));
  g_string_append_printf (fixture->opened, "%u ", part);
  if (fixture->refuse) {
    g_autoptr (GError) error =
        g_error_new (CS_ERROR, CS_ERROR_NOT_FOUND, "b.dcm is not where it was");
    cs_frame_cache_refuse (fixture->cache, &item, part, error);
  } else if (!fixture->hold) {
    give (fixture, part);
  }
}

static void
on_done (gpointer data, const CsFrameKey *key, CsPicture *picture, const GError *error)
{
  Fixture *fixture = data;
  g_assert_true ((picture == NULL) == (error != NULL));
  g_string_append_printf (fixture->told, "%u%s ", key->frame, error != NULL ? "!" : "");
  fixture->n_told++;
  if (picture != NULL) {
    g_assert_cmpuint (*(const guint8 *)picture->frame->data, ==, key->frame);
    g_assert_cmpuint (picture->bytes, ==, PICTURE_BYTES);
  } else {
    g_free (fixture->message);
    fixture->message = g_strdup (error->message);
  }
}

static const CsFrameCacheEvents events = { on_open, on_done };

static void
set_up (Fixture *fixture, guint threads, guint64 limit)
{
  CsTestProbe probe = { .rows = SIDE, .columns = SIDE, .frames = FRAMES };
  *fixture = (Fixture){ .probe = cs_test_probe (&probe), .total = 33 };
  fixture->opened = g_string_new (NULL);
  fixture->told = g_string_new (NULL);
  fixture->cache = cs_frame_cache_new (helper, threads, limit, &events, fixture);
}

static void
tear_down (Fixture *fixture)
{
  cs_frame_cache_free (fixture->cache);
  cs_probe_unref (fixture->probe);
  g_string_free (fixture->opened, TRUE);
  g_string_free (fixture->told, TRUE);
  g_free (fixture->message);
}

static void
dispatch (Fixture *fixture, int timeout)
{
  struct pollfd one = { cs_frame_cache_fd (fixture->cache), POLLIN, 0 };
  if (poll (&one, 1, timeout) > 0)
    cs_frame_cache_dispatch (fixture->cache);
}

static void
wait_told (Fixture *fixture, guint n)
{
  while (fixture->n_told < n)
    dispatch (fixture, -1);
}

static void
wait_bytes (Fixture *fixture, guint64 bytes)
{
  while (cs_frame_cache_bytes (fixture->cache) != bytes)
    dispatch (fixture, 10);
}

/* NULL and no error: it is on its way. */
static void
ask (Fixture *fixture, guint part, guint frame)
{
  g_autoptr (GError) error = NULL;
  CsFrameKey key = key_of (part, frame);
  g_assert_null (cs_frame_cache_request (fixture->cache, &key, &error));
  g_assert_no_error (error);
}

static gboolean
is_there (Fixture *fixture, guint frame)
{
  CsFrameKey key = key_of (0, frame);
  g_autoptr (CsPicture) picture = cs_frame_cache_peek (fixture->cache, &key);
  return picture != NULL;
}

/* --- tests --- */

static void
test_request (void)
{
  Fixture fixture;
  set_up (&fixture, 0, CS_FRAME_CACHE_BYTES);
  g_assert_false (is_there (&fixture, 3));
  ask (&fixture, 0, 3);
  ask (&fixture, 0, 3);
  wait_told (&fixture, 1);
  g_assert_cmpstr (fixture.opened->str, ==, "0 ");
  CsFrameKey key = key_of (0, 3);
  g_autoptr (CsPicture) picture = cs_frame_cache_request (fixture.cache, &key, NULL);
  g_assert_nonnull (picture);
  g_assert_true (is_there (&fixture, 3));
  g_assert_cmpuint (cs_frame_cache_bytes (fixture.cache), ==, PICTURE_BYTES);
  dispatch (&fixture, 0);
  g_assert_cmpuint (fixture.n_told, ==, 1);
  tear_down (&fixture);
}

/* The newest request first, then the older ones, then what is asked for ahead, untold. */
static void
test_order (void)
{
  Fixture fixture;
  set_up (&fixture, 1, CS_FRAME_CACHE_BYTES);
  fixture.hold = TRUE;
  const CsFrameKey ahead[] = { key_of (0, 20), key_of (0, 21), key_of (0, 1) };
  const CsFrameKey other[] = { key_of (0, 22), key_of (0, 3) };
  cs_frame_cache_prefetch (fixture.cache, ahead, 3);
  for (guint i = 1; i <= 5; i++)
    ask (&fixture, 0, i);
  ask (&fixture, 0, 2);
  cs_frame_cache_cancel (fixture.cache, &(CsFrameKey){ item, 0, 4 });
  cs_frame_cache_prefetch (fixture.cache, other, 2);
  dispatch (&fixture, -1);
  give (&fixture, 0);
  wait_told (&fixture, 4);
  g_assert_cmpstr (fixture.told->str, ==, "2 5 3 1 ");
  wait_bytes (&fixture, 5 * PICTURE_BYTES);
  g_assert_true (is_there (&fixture, 22));
  g_assert_false (is_there (&fixture, 20));
  g_assert_false (is_there (&fixture, 4));
  g_assert_cmpuint (fixture.n_told, ==, 4);
  tear_down (&fixture);
}

/* A frame asked for ahead that is then requested is told. */
static void
test_ahead_then_wanted (void)
{
  Fixture fixture;
  set_up (&fixture, 1, CS_FRAME_CACHE_BYTES);
  fixture.hold = TRUE;
  const CsFrameKey ahead[] = { key_of (0, 5), key_of (0, 6) };
  cs_frame_cache_prefetch (fixture.cache, ahead, 2);
  ask (&fixture, 0, 6);
  cs_frame_cache_prefetch (fixture.cache, NULL, 0);
  dispatch (&fixture, -1);
  give (&fixture, 0);
  wait_told (&fixture, 1);
  g_assert_cmpstr (fixture.told->str, ==, "6 ");
  g_assert_false (is_there (&fixture, 5));
  tear_down (&fixture);
}

static void
test_limit (void)
{
  Fixture fixture;
  set_up (&fixture, 1, 3 * PICTURE_BYTES + 1);
  for (guint i = 0; i < 3; i++) {
    ask (&fixture, 0, i);
    wait_told (&fixture, i + 1);
  }
  g_assert_true (is_there (&fixture, 0)); /* and so 1 is the oldest */
  ask (&fixture, 0, 3);
  wait_told (&fixture, 4);
  g_assert_cmpuint (cs_frame_cache_bytes (fixture.cache), ==, 3 * PICTURE_BYTES);
  g_assert_false (is_there (&fixture, 1));
  g_assert_true (is_there (&fixture, 0));
  tear_down (&fixture);
  /* One that is larger than all is kept while it is the last. */
  set_up (&fixture, 1, 10);
  ask (&fixture, 0, 0);
  wait_told (&fixture, 1);
  g_assert_true (is_there (&fixture, 0));
  tear_down (&fixture);
}

/* Prefetching stops before it drives out everything else. */
static void
test_prefetch_limit (void)
{
  Fixture fixture;
  CsFrameKey keys[30];
  guint n = 0;
  for (guint i = 0; i < 33; i++)
    if (i != DEADLY && i != DAMAGED && i != ENDLESS)
      keys[n++] = key_of (0, i);
  set_up (&fixture, 1, 8 * PICTURE_BYTES);
  cs_frame_cache_prefetch (fixture.cache, keys, n);
  wait_bytes (&fixture, 7 * PICTURE_BYTES);
  ask (&fixture, 0, 39);
  wait_told (&fixture, 1);
  g_assert_cmpuint (cs_frame_cache_bytes (fixture.cache), ==, 8 * PICTURE_BYTES);
  tear_down (&fixture);
}

static void
test_damaged (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  set_up (&fixture, 1, CS_FRAME_CACHE_BYTES);
  ask (&fixture, 0, DAMAGED);
  wait_told (&fixture, 1);
  g_assert_cmpstr (fixture.message, ==, "Frame 9 of 33 is damaged (8130 of 8192 bytes)");
  CsFrameKey key = key_of (0, DAMAGED);
  g_assert_null (cs_frame_cache_request (fixture.cache, &key, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  g_assert_cmpstr (error->message, ==, fixture.message);
  cs_frame_cache_retry (fixture.cache, &key);
  wait_told (&fixture, 2);
  g_assert_cmpstr (fixture.told->str, ==, "8! 8! ");
  ask (&fixture, 0, FRAMES);
  wait_told (&fixture, 3);
  g_assert_cmpstr (fixture.message, ==, "Frame 41 of 33 cannot be shown: the file has 40 frames");
  fixture.total = 1;
  ask (&fixture, 1, DAMAGED);
  wait_told (&fixture, 4);
  g_assert_cmpstr (fixture.message, ==, "This picture is damaged (8130 of 8192 bytes)");
  tear_down (&fixture);
}

static void
test_death (void)
{
  Fixture fixture;
  set_up (&fixture, 1, CS_FRAME_CACHE_BYTES);
  fixture.hold = TRUE;
  ask (&fixture, 0, 2);
  ask (&fixture, 0, DEADLY);
  ask (&fixture, 0, 1);
  dispatch (&fixture, -1);
  give (&fixture, 0);
  wait_told (&fixture, 3);
  g_assert_cmpstr (fixture.told->str, ==, "1 7! 2 ");
  g_assert_true (
      g_str_has_prefix (fixture.message, "Frame 8 of 33 is damaged: the decoder stopped"));
  tear_down (&fixture);
}

static void
test_refused (void)
{
  Fixture fixture;
  set_up (&fixture, 2, CS_FRAME_CACHE_BYTES);
  fixture.refuse = TRUE;
  ask (&fixture, 0, 1);
  ask (&fixture, 0, 2);
  wait_told (&fixture, 2);
  g_assert_cmpstr (fixture.message, ==, "b.dcm is not where it was");
  g_assert_cmpstr (fixture.opened->str, ==, "0 ");
  fixture.refuse = FALSE;
  CsFrameKey key = key_of (0, 1);
  cs_frame_cache_retry (fixture.cache, &key);
  wait_told (&fixture, 3);
  g_assert_true (is_there (&fixture, 1));
  /* The other one is no longer said to fail, either. */
  ask (&fixture, 0, 2);
  wait_told (&fixture, 4);
  g_assert_true (is_there (&fixture, 2));
  g_assert_cmpstr (fixture.opened->str, ==, "0 0 ");
  tear_down (&fixture);
}

/* What is forgotten is dropped, told no more and opened anew. */
static void
test_forget (void)
{
  Fixture fixture;
  const CsGid other = { { 4 } };
  set_up (&fixture, 1, CS_FRAME_CACHE_BYTES);
  ask (&fixture, 0, 1);
  wait_told (&fixture, 1);
  cs_frame_cache_forget (fixture.cache, &other);
  g_assert_true (is_there (&fixture, 1));
  cs_frame_cache_forget (fixture.cache, &item);
  g_assert_false (is_there (&fixture, 1));
  g_assert_cmpuint (cs_frame_cache_bytes (fixture.cache), ==, 0);
  fixture.hold = TRUE;
  ask (&fixture, 0, 2);
  dispatch (&fixture, -1);
  g_assert_cmpstr (fixture.opened->str, ==, "0 0 ");
  cs_frame_cache_forget (fixture.cache, &item);
  give (&fixture, 0); /* nobody wants it any more */
  ask (&fixture, 0, 3);
  dispatch (&fixture, -1);
  give (&fixture, 0);
  wait_told (&fixture, 2);
  g_assert_cmpstr (fixture.opened->str, ==, "0 0 0 ");
  g_assert_cmpstr (fixture.told->str, ==, "1 3 ");
  g_assert_cmpuint (cs_frame_cache_bytes (fixture.cache), ==, PICTURE_BYTES);
  cs_frame_cache_forget (fixture.cache, &item);
  fixture.refuse = TRUE;
  fixture.hold = FALSE;
  ask (&fixture, 0, 4);
  wait_told (&fixture, 3);
  cs_frame_cache_forget (fixture.cache, &item);
  fixture.refuse = FALSE;
  ask (&fixture, 0, 4);
  wait_told (&fixture, 4);
  g_assert_cmpstr (fixture.told->str, ==, "1 3 4! 4 ");
  tear_down (&fixture);
}

/* More parts than are kept open are opened again when they are needed. */
static void
test_sources (void)
{
  Fixture fixture;
  set_up (&fixture, 2, CS_FRAME_CACHE_BYTES);
  for (guint part = 0; part < 70; part++) {
    ask (&fixture, part, 1);
    wait_told (&fixture, part + 1);
  }
  g_string_truncate (fixture.opened, 0);
  ask (&fixture, 69, 2);
  wait_told (&fixture, 71);
  g_assert_cmpstr (fixture.opened->str, ==, "");
  ask (&fixture, 0, 2);
  wait_told (&fixture, 72);
  g_assert_cmpstr (fixture.opened->str, ==, "0 ");
  tear_down (&fixture);
}

static void
test_no_program (void)
{
  Fixture fixture;
  set_up (&fixture, 1, CS_FRAME_CACHE_BYTES);
  cs_frame_cache_free (fixture.cache);
  fixture.cache = cs_frame_cache_new ("/nonexistent/helper", 1, 1000, &events, &fixture);
  ask (&fixture, 0, 1);
  wait_told (&fixture, 1);
  g_assert_nonnull (strstr (fixture.message, "/nonexistent/helper"));
  tear_down (&fixture);
}

/* Closing does not wait for a helper that thinks for ever. */
static void
test_stop (void)
{
  Fixture fixture;
  set_up (&fixture, 1, CS_FRAME_CACHE_BYTES);
  ask (&fixture, 0, 1);
  wait_told (&fixture, 1);
  ask (&fixture, 0, ENDLESS);
  gint64 start = g_get_monotonic_time ();
  tear_down (&fixture);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

/* Two threads scroll over each other while sources come from wherever OPEN was called. */
static void *
scroll (void *data)
{
  Fixture *fixture = data;
  for (guint i = 0; i < 400; i++) {
    CsFrameKey key = key_of (i % 3, i * 7 % FRAMES);
    if (key.frame == DEADLY || key.frame == ENDLESS)
      continue;
    g_autoptr (CsPicture) picture = cs_frame_cache_request (fixture->cache, &key, NULL);
    if (picture != NULL)
      g_assert_cmpuint (*(const guint8 *)picture->levels[1].pixels, ==, key.frame);
    if (i % 5 == 0)
      cs_frame_cache_cancel (fixture->cache, i % 10 == 0 ? NULL : &key);
    if (i % 11 == 0)
      cs_frame_cache_prefetch (fixture->cache, &key, 1);
    if (i % 17 == 0)
      cs_frame_cache_forget (fixture->cache, &item);
  }
  return NULL;
}

static void
test_threads (void)
{
  Fixture fixture;
  pthread_t threads[2];
  set_up (&fixture, 4, 10 * PICTURE_BYTES);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (pthread_create (&threads[i], NULL, scroll, &fixture), ==, 0);
  for (guint i = 0; i < 50; i++)
    dispatch (&fixture, 2);
  for (guint i = 0; i < 2; i++)
    pthread_join (threads[i], NULL);
  cs_frame_cache_cancel (fixture.cache, NULL);
  dispatch (&fixture, 0);
  guint before = fixture.n_told;
  CsFrameKey key = key_of (2, 38);
  g_autoptr (CsPicture) there = cs_frame_cache_request (fixture.cache, &key, NULL);
  if (there == NULL)
    wait_told (&fixture, before + 1);
  g_assert_true (cs_frame_cache_bytes (fixture.cache) <= 10 * PICTURE_BYTES);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  if (g_str_has_suffix (argv[0], HELPER))
    return be_helper ();
  cs_test_init (&argc, &argv);
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  helper = g_build_filename (dir, HELPER, NULL);
  g_assert_cmpint (symlink (self, helper), ==, 0);
  g_test_add_func ("/frame-cache/request", test_request);
  g_test_add_func ("/frame-cache/order", test_order);
  g_test_add_func ("/frame-cache/ahead-then-wanted", test_ahead_then_wanted);
  g_test_add_func ("/frame-cache/limit", test_limit);
  g_test_add_func ("/frame-cache/prefetch-limit", test_prefetch_limit);
  g_test_add_func ("/frame-cache/damaged", test_damaged);
  g_test_add_func ("/frame-cache/death", test_death);
  g_test_add_func ("/frame-cache/refused", test_refused);
  g_test_add_func ("/frame-cache/forget", test_forget);
  g_test_add_func ("/frame-cache/sources", test_sources);
  g_test_add_func ("/frame-cache/no-program", test_no_program);
  g_test_add_func ("/frame-cache/stop", test_stop);
  g_test_add_func ("/frame-cache/threads", test_threads);
  int result = g_test_run ();
  g_free (helper);
  return result;
}
