/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines computed by hand. */
#include "cs-reference-line.h"

#include <math.h>

/* COLUMNS x ROWS pixels; the middle of the first one at X, Y, Z. */
static CsFrameGeometry
plane (guint columns, guint rows, double column, double row, double x, double y, double z,
       const double directions[6])
{
  CsFrameGeometry g = { .columns = columns, .rows = rows, .has_position = TRUE };
  g_assert_true (cs_frame_geometry_set_spacing (&g, CS_SPACING_PATIENT, row, column));
  g_assert_true (cs_frame_geometry_set_orientation (&g, directions));
  g.position[0] = x;
  g.position[1] = y;
  g.position[2] = z;
  return g;
}

static const double axial[] = { 1, 0, 0, 0, 1, 0 }, sagittal[] = { 0, 1, 0, 0, 0, -1 },
                    coronal[] = { 1, 0, 0, 0, 0, -1 };

static void
assert_line (const CsFrameGeometry *here, const CsFrameGeometry *there, double x0, double y0,
             double x1, double y1)
{
  double line[4];
  g_assert_true (cs_reference_line (here, there, line));
  gboolean turned = hypot (line[0] - x0, line[1] - y0) > hypot (line[2] - x0, line[3] - y0);
  const double wanted[] = { x0, y0, x1, y1 };
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (line[(i + (turned ? 2 : 0)) % 4], wanted[i], 1e-9);
}

/* Axial: 100 x 80 pixels of 2 x 2 mm, middle of the first at (-100, -80, 10): it reaches from x
 * -101 to 99 and y -81 to 79. Sagittal at x = 19: y from -61 in pixels of 1 mm, 120 of them, z from
 * 60.5 down to -39.5. */
static void
test_planes (void)
{
  CsFrameGeometry a = plane (100, 80, 2, 2, -100, -80, 10, axial);
  CsFrameGeometry s = plane (120, 100, 1, 1, 19, -60.5, 60, sagittal);
  /* In the axial one x = 19 is (19 + 101) / 2 = 60 pixels from its edge; y -61 is 10 pixels, y 59
   * is 70. */
  assert_line (&a, &s, 60, 10, 60, 70);
  /* In the sagittal one z = 10 is 50.5 pixels below its upper edge, and the axial one is wider. */
  assert_line (&s, &a, 0, 50.5, 120, 50.5);
  /* A coronal one at y = -21 that is wider than the axial one: as far as that reaches. */
  CsFrameGeometry c = plane (500, 50, 1, 2, -300, -21, 40, coronal);
  assert_line (&a, &c, 0, 30, 100, 30);
}

/* Turned by 30 degrees about z it cuts aslant: through the middle of the axial one. */
static void
test_oblique (void)
{
  double s = 0.5, c = sqrt (3) / 2;
  const double aslant[] = { c, s, 0, 0, 0, -1 };
  CsFrameGeometry a = plane (100, 100, 1, 1, -49.5, -49.5, 0, axial);
  /* 20 mm long through (0, 0): its first pixel's middle lies 9.5 mm before it. */
  CsFrameGeometry o = plane (20, 20, 1, 1, -9.5 * c, -9.5 * s, 10, aslant);
  assert_line (&a, &o, 50 - 10 * c, 50 - 10 * s, 50 + 10 * c, 50 + 10 * s);
}

static void
test_none (void)
{
  double line[4];
  CsFrameGeometry a = plane (100, 80, 2, 2, -100, -80, 10, axial);
  CsFrameGeometry s = plane (120, 100, 1, 1, 19, -60.5, 60, sagittal);
  CsFrameGeometry above = plane (100, 80, 2, 2, -100, -80, 61, axial);
  CsFrameGeometry aside = plane (120, 100, 1, 1, 99.5, -60.5, 60, sagittal);
  g_assert_false (cs_reference_line (&a, &above, line)); /* alike */
  g_assert_false (cs_reference_line (&above, &s, line)); /* above all of it */
  g_assert_false (cs_reference_line (&a, &aside, line)); /* beside the picture */
  CsFrameGeometry nowhere = s, unturned = s, unmeasured = s;
  nowhere.has_position = FALSE;
  unturned.has_orientation = FALSE;
  unmeasured.source = CS_SPACING_DETECTOR;
  g_assert_false (cs_reference_line (&a, &nowhere, line));
  g_assert_false (cs_reference_line (&a, &unturned, line));
  g_assert_false (cs_reference_line (&a, &unmeasured, line));
  g_assert_false (cs_reference_line (&nowhere, &a, line));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reference-line/planes", test_planes);
  g_test_add_func ("/reference-line/oblique", test_oblique);
  g_test_add_func ("/reference-line/none", test_none);
  return g_test_run ();
}
