/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a case in its window: what list, rail, bar and canvases say and do together. */
#include "cs-case-ties.h"
#include "cs-findings-pane.h"
#include "cs-finding-row.h"
#include "cs-image-view.h"
#include "cs-test-window.h"
#include "cs-text-view.h"

#include <string.h>

/* Findings of the note are to be shown on the picture. */
static const char tied_schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Tied\",\"labels\":["
    "{\"key\":\"nodule\",\"name\":\"Nodule\",\"colour\":\"#e69f00\",\"kinds\":[\"box\",\"mask\"]},"
    "{\"key\":\"gland\",\"name\":\"Gland\",\"kinds\":[\"polygon\"]},"
    "{\"key\":\"finding\",\"name\":\"Finding\",\"colour\":\"#009e73\",\"kinds\":[\"span\"]},"
    "{\"key\":\"measurement\",\"name\":\"Measurement\",\"kinds\":[\"span\"]}],"
    "\"relations\":[{\"key\":\"shown-as\",\"name\":\"Shown as\",\"from\":[\"finding\"],"
    "\"to\":[\"nodule\"]},{\"key\":\"size-of\",\"name\":\"Size of\",\"from\":[\"measurement\"],"
    "\"to\":[\"finding\"]}]}";

static int
item_of (CsCaseModel *model, gboolean text)
{
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    if ((cs_case_model_item (model, i)->text != NULL) == text)
      return (int)i;
  g_assert_not_reached ();
}

static guint64
put (CsCaseModel *model, const CsMarkKind *kind, const char *label, const gint64 *values)
{
  g_autoptr (GError) error = NULL;
  gboolean text = kind == &cs_mark_kind_span;
  CsMarkInit init = { .id = cs_case_model_new_id (model),
                      .kind = kind,
                      .label = label,
                      .item = cs_case_model_item (model, (guint)item_of (model, text))->row->gid,
                      .values = values,
                      .n_values = kind == &cs_mark_kind_box ? 4 : 2,
                      .confidence = -1 };
  g_autofree char *quote =
      text ? cs_text_document_slice (cs_case_model_item (model, (guint)item_of (model, text))->text,
                                     (guint32)values[0], (guint32)values[1], NULL)
           : NULL;
  init.quote = quote;
  g_autoptr (CsMark) mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  cs_case_model_put (model, mark, &error);
  g_assert_no_error (error);
  return mark->id;
}

static guint64
put_region (CsCaseModel *model)
{
  return put (model, &cs_mark_kind_box, "nodule", (gint64[]){ 10000, 10000, 20000, 20000 });
}

static guint64
put_words (CsCaseModel *model, const char *label, gint64 start, gint64 end)
{
  return put (model, &cs_mark_kind_span, label, (gint64[]){ start, end });
}

static guint64
tie (CsCaseModel *model, const char *label, guint64 from, guint64 to)
{
  return put (model, &cs_mark_kind_relation, label, (gint64[]){ (gint64)from, (gint64)to });
}

static GtkWidget *
root_of (CsTestWindow *world)
{
  return GTK_WIDGET (world->window);
}

static GtkWidget *
list_of (CsTestWindow *world)
{
  return cs_test_window_find (root_of (world), CS_TYPE_FINDINGS_PANE, 0);
}

/* --- ties --- */

static guint
n_rows (CsTestWindow *world)
{
  guint n = 0;
  while (cs_test_window_find (list_of (world), CS_TYPE_FINDING_ROW, n) != NULL)
    n++;
  return n;
}

static void
test_tied_is_one_finding (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, tied_schema);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  guint64 region = put_region (model), words = put_words (model, "finding", 3, 20);
  cs_test_window_settle (&world);
  g_assert_nonnull (cs_test_window_find_words (list_of (&world), "no region yet"));
  guint before = cs_case_model_findings (model);
  guint64 relation = tie (model, "shown-as", words, region);
  cs_test_window_settle (&world);
  g_assert_cmpuint (n_rows (&world), ==, 2);
  g_assert_cmpuint (cs_case_model_findings (model), ==, before - 1);
  g_assert_nonnull (cs_test_window_find_words (list_of (&world), "tied to image mark 1"));
  g_assert_null (cs_test_window_find_words (list_of (&world), "no region yet"));
  g_assert_null (cs_test_window_find_words (list_of (&world), "Untie"));
  /* Only the selected row opens. */
  cs_case_model_select (model, words, FALSE);
  cs_test_window_settle (&world);
  g_assert_nonnull (cs_test_window_find_words (list_of (&world), "Nodule, in the image"));
  GtkWidget *untie = cs_test_window_find_words (list_of (&world), "Untie");
  g_assert_nonnull (untie);
  cs_test_window_click (&world, untie);
  g_assert_null (cs_mark_set_get (cs_case_model_marks (model), relation));
  g_assert_nonnull (cs_mark_set_get (cs_case_model_marks (model), words));
  g_assert_nonnull (cs_test_window_find_words (list_of (&world), "no region yet"));
  g_assert_true (cs_test_window_has_focus (&world, list_of (&world)));
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/case-page/tied-is-one-finding", test_tied_is_one_finding);
  return g_test_run ();
}
