/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-frame-geometry.h"
#include "cs-pixel.h"
#include "cs-test.h"
#include "cs-wire.h"

#include <sys/socket.h>
#include <unistd.h>

static void
make_pair (int pair[2])
{
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair), ==, 0);
}

static void
test_round_trip (void)
{
  int pair[2];
  make_pair (pair);
  int fd = cs_memfd_new_from_data ("abc", 3, NULL);
  g_autoptr (CsJson) body = cs_json_new_object ();
  cs_json_put_string (body, "name", "köln");
  CsWireHead head = { CS_WIRE_FRAME, CS_WIRE_MORE, 77, G_GUINT64_CONSTANT (0x1234567890) };
  g_assert_true (cs_wire_send (pair[0], &head, body, &fd, 1, NULL));
  g_auto (CsWireMessage) got = { 0 };
  g_assert_cmpint (cs_wire_receive (pair[1], &got, NULL), ==, 1);
  g_assert_cmpint (got.head.op, ==, CS_WIRE_FRAME);
  g_assert_cmpint (got.head.status, ==, CS_WIRE_MORE);
  g_assert_cmpuint (got.head.request, ==, 77);
  g_assert_cmphex (got.head.size, ==, G_GUINT64_CONSTANT (0x1234567890));
  g_assert_cmpstr (cs_json_get_string (got.body, "name"), ==, "köln");
  g_assert_cmpuint (got.n_fds, ==, 1);
  char text[4] = "";
  g_assert_cmpint (pread (got.fds[0], text, 3, 0), ==, 3);
  g_assert_cmpstr (text, ==, "abc");
  close (fd);
  close (pair[0]);
  g_auto (CsWireMessage) none = { 0 };
  g_assert_cmpint (cs_wire_receive (pair[1], &none, NULL), ==, 0);
  close (pair[1]);
}

static void
test_refused (void)
{
  static const guint8 messages[][40] = {
    { 1, 2, 3 },
    /* another version */
    { 'C', 'S', 'D', 'C', 9, 0, 1, 0 },
    /* a length that is not there */
    { 'C', 'S', 'D', 'C', 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9 },
    /* a body that is not JSON */
    { 'C', 'S', 'D', 'C', 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 8, [32] = '{', 'x' },
  };
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++) {
    int pair[2];
    make_pair (pair);
    gsize size = i == 0 ? 3 : i == 3 ? 40 : 32;
    g_assert_cmpint (send (pair[0], messages[i], size, 0), ==, (gssize)size);
    g_auto (CsWireMessage) got = { 0 };
    g_autoptr (GError) error = NULL;
    g_assert_cmpint (cs_wire_receive (pair[1], &got, &error), ==, -1);
    g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
    close (pair[0]);
    close (pair[1]);
  }
}

static void
test_too_long (void)
{
  int pair[2];
  make_pair (pair);
  g_autofree char *text = g_strnfill (CS_WIRE_MAX_BODY, 'x');
  g_autoptr (CsJson) body = cs_json_new_object ();
  cs_json_put_string (body, "text", text);
  CsWireHead head = { .op = CS_WIRE_PROBE };
  g_autoptr (GError) error = NULL;
  g_assert_false (cs_wire_send (pair[0], &head, body, NULL, 0, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_FAILED);
  close (pair[0]);
  close (pair[1]);
}

static void
test_memfd (void)
{
  int fd = cs_memfd_new (100, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, 50), !=, 0);
  g_assert_cmpint (ftruncate (fd, 200), !=, 0);
  g_assert_cmpint (pwrite (fd, "x", 1, 0), ==, 1);
  close (fd);
  fd = cs_memfd_new_from_data ("x", 1, NULL);
  g_assert_cmpint (pwrite (fd, "y", 1, 0), ==, -1);
  close (fd);
}

static void
test_geometry (void)
{
  CsFrameGeometry geometry = { .rows = 3, .columns = 4 };
  g_assert_false (cs_frame_geometry_set_spacing (&geometry, CS_SPACING_PATIENT, 0, 1));
  g_assert_false (cs_frame_geometry_set_spacing (&geometry, CS_SPACING_PATIENT, -1, 1));
  g_assert_true (cs_frame_geometry_set_spacing (&geometry, CS_SPACING_DETECTOR, 0.1, 1.0 / 3));
  g_assert_false (cs_frame_geometry_set_orientation (&geometry, (double[]){ 0, 0, 0, 0, 0, 0 }));
  g_assert_false (cs_frame_geometry_set_orientation (&geometry, (double[]){ 1, 0, 0, 1, 0, 0 }));
  g_assert_true (cs_frame_geometry_set_orientation (&geometry, (double[]){ 0, 1, 0, 0, 0, -1 }));
  double normal[3];
  g_assert_true (cs_frame_geometry_normal (&geometry, normal));
  g_assert_cmpfloat (normal[0], ==, -1);
  geometry.has_position = TRUE;
  geometry.position[2] = -12.75;
  g_autoptr (CsJson) json = cs_frame_geometry_to_json (&geometry);
  g_autofree char *text = cs_json_to_canonical (json, NULL);
  g_assert_cmpstr (text, ==,
                   "{\"columns\":4,\"orientation\":[\"0\",\"1\",\"0\",\"0\",\"0\",\"-1\"],"
                   "\"position\":[\"0\",\"0\",\"-12.75\"],\"rows\":3,\"source\":\"detector\","
                   "\"spacing\":[\"0.1\",\"0.3333333333333333\"]}");
  CsFrameGeometry back;
  g_assert_true (cs_frame_geometry_from_json (json, &back, NULL));
  g_assert_cmpfloat (back.column_spacing, ==, 1.0 / 3);
  g_assert_cmpint (back.source, ==, CS_SPACING_DETECTOR);
  g_assert_true (back.has_orientation && back.has_position);
}

static void
test_decimals (void)
{
  static const char *const bad[] = { "", " ", "1,5", "inf", "nan", "0x10", "1 2", "1e999" };
  double value = 0;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (cs_decimal_parse (bad[i], &value));
  g_assert_false (cs_decimal_parse (NULL, &value));
  g_assert_true (cs_decimal_parse (" -1.25e1 ", &value));
  g_assert_cmpfloat (value, ==, -12.5);
}

static void
test_pixels (void)
{
  CsPixelType type;
  g_assert_true (cs_pixel_from_nick ("i16", &type));
  g_assert_cmpuint (cs_pixel_size (type), ==, 2);
  g_assert_false (cs_pixel_from_nick ("i64", &type));
  g_assert_cmpuint (cs_pixel_frame_size (CS_PIXEL_U16, 2, 3, 4, 48), ==, 48);
  g_assert_cmpuint (cs_pixel_frame_size (CS_PIXEL_U16, 2, 3, 4, 47), ==, 0);
  g_assert_cmpuint (cs_pixel_frame_size (CS_PIXEL_F64, G_MAXUINT32, G_MAXUINT32, 4, G_MAXSIZE), ==,
                    0);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/wire/round-trip", test_round_trip);
  g_test_add_func ("/wire/refused", test_refused);
  g_test_add_func ("/wire/too-long", test_too_long);
  g_test_add_func ("/wire/memfd", test_memfd);
  g_test_add_func ("/wire/geometry", test_geometry);
  g_test_add_func ("/wire/decimals", test_decimals);
  g_test_add_func ("/wire/pixels", test_pixels);
  return g_test_run ();
}
