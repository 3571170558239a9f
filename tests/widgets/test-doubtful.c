/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the files that are in doubt are shown again after they were looked at. */
#include "cs-doubtful-dialog.h"
#include "cs-problem.h"
#include "cs-test.h"

static void
test_news (void)
{
  g_autoptr (GPtrArray) before = cs_problems_new (), after = cs_problems_new ();
  g_assert_false (cs_doubtful_has_news (after, NULL));
  cs_problems_add (before, CS_SEVERITY_ERROR, "corrupt", "a.dcm", "It ends too early.");
  cs_problems_add (before, CS_SEVERITY_WARNING, "duplicate", "b.dcm", "It is there twice.");
  g_assert_true (cs_doubtful_has_news (before, NULL));
  g_assert_false (cs_doubtful_has_news (before, before));
  /* As many, but not the same: one is mended, and another cannot be read. */
  cs_problems_add (after, CS_SEVERITY_WARNING, "duplicate", "b.dcm", "It is there twice.");
  g_assert_false (cs_doubtful_has_news (after, before));
  cs_problems_add (after, CS_SEVERITY_ERROR, "corrupt", "c.dcm", "It ends too early.");
  g_assert_true (cs_doubtful_has_news (after, before));
  g_ptr_array_set_size (after, 1);
  cs_problems_add (after, CS_SEVERITY_ERROR, "denied", "a.dcm", "It cannot be read.");
  g_assert_true (cs_doubtful_has_news (after, before));
  g_ptr_array_set_size (after, 1);
  cs_problems_add (after, CS_SEVERITY_INFO, "linked", "d.dcm", "It stays where it is.");
  g_assert_false (cs_doubtful_has_news (after, before));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/doubtful/news", test_news);
  return g_test_run ();
}
