/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every key of a case, pressed for real where it is to work: what is seen or kept is another
 * afterwards. Rows are checked against actions.def, so that no key is forgotten. Long because each
 * key has its own proof. */
#include "cs-actions.h"
#include "cs-canvas-private.h"
#include "cs-case-page.h"
#include "cs-case-pane.h"
#include "cs-changes-pane.h"
#include "cs-compare-bar.h"
#include "cs-finding-row.h"
#include "cs-label-popover.h"
#include "cs-test-window.h"
#include "cs-text-canvas-private.h"
#include "cs-window-choices.h"

#include "cs-mark-clip.h"

#include <string.h>

/* In which a case that was just opened does not hear that it is finished, nor that anything is
 * undone, in milliseconds: see cs-case-page-actions.c and cs-case-page-undo.c. */
#define FIRST_MOMENT 700

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Keys\",\"labels\":["
    "{\"key\":\"box\",\"name\":\"Box\",\"kinds\":[\"box\",\"mask\"],\"clause\":\"G-2.1\"},"
    "{\"key\":\"polygon\",\"name\":\"Outline\",\"kinds\":[\"polygon\"]},"
    "{\"key\":\"oval\",\"name\":\"Oval\",\"kinds\":[\"ellipse\"]},"
    "{\"key\":\"point\",\"name\":\"Place\",\"kinds\":[\"point\"]},"
    "{\"key\":\"angle\",\"name\":\"Angle\",\"kinds\":[\"angle\"]},"
    "{\"key\":\"axes\",\"name\":\"Axes\",\"kinds\":[\"axes\"]},"
    "{\"key\":\"rbox\",\"name\":\"Rotated\",\"kinds\":[\"rbox\"]},"
    "{\"key\":\"line\",\"name\":\"Line\",\"kinds\":[\"polyline\"]},"
    "{\"key\":\"t1\",\"name\":\"A\",\"kinds\":[\"span\"]},{\"key\":\"t2\",\"name\":\"B\","
    "\"kinds\":[\"span\"]},{\"key\":\"t3\",\"name\":\"C\",\"kinds\":[\"span\"]},"
    "{\"key\":\"t4\",\"name\":\"D\",\"kinds\":[\"span\"]},{\"key\":\"t5\",\"name\":\"E\","
    "\"kinds\":[\"span\"]},{\"key\":\"t6\",\"name\":\"F\",\"kinds\":[\"span\"]},"
    "{\"key\":\"t7\",\"name\":\"G\",\"kinds\":[\"span\"]},{\"key\":\"t8\",\"name\":\"H\","
    "\"kinds\":[\"span\"]},{\"key\":\"t9\",\"name\":\"I\",\"kinds\":[\"span\"]}],"
    "\"relations\":[{\"key\":\"tie\",\"name\":\"Tie\"}]}";

/* --- where keys are pressed --- */

typedef enum {
  AT_IMAGE = 1 << 0,
  AT_LIST = 1 << 1, /* beside the picture */
  AT_TEXT = 1 << 2,
  AT_TEXT_LIST = 1 << 3, /* beside the text */
  AT_REVIEW = 1 << 4,    /* on the picture of a case that is reviewed */
  AT_CHANGES = 1 << 5,   /* on its list */
} Where;

#define AT_READING (AT_IMAGE | AT_LIST | AT_TEXT | AT_TEXT_LIST)
#define AT_PICTURE (AT_IMAGE | AT_LIST)
#define AT_WORDS (AT_TEXT | AT_TEXT_LIST)
#define AT_VERDICT (AT_REVIEW | AT_CHANGES)

/* What has to be so before the key can do anything. */
typedef enum {
  AS_IT_IS,
  ZOOMED,
  CROSSHAIR,    /* the crosshair is on the picture */
  OTHER_TOOL,   /* not the one that is to be chosen */
  NOTHING_HERE, /* no marks on the item */
  WORDS,        /* some are selected, none is labelled */
  TIED,         /* the two passages */
  COPIED,       /* a mark is on the clipboard */
  HIDDEN,       /* what is selected */
  PLAYING,      /* the slices */
  CARET,        /* in a passage that is not selected */
  REDO,         /* something was undone */
  ANSWERED,     /* the case can be handed in */
  DECIDABLE,    /* the review can be decided */
  LATER,        /* the case has been there for a moment */
} Need;

typedef struct {
  const char *action;
  Where where;
  Need need;
} Row;

static const Row rows[] = {
  { "case.next", AT_READING, AS_IT_IS },
  { "case.previous", AT_READING, AS_IT_IS },
  { "case.undo", AT_READING, LATER },
  { "case.redo", AT_READING, REDO },
  { "case.pane", AT_READING | AT_VERDICT, AS_IT_IS },
  { "case.history", AT_READING | AT_VERDICT, AS_IT_IS },
  { "case.past", AT_READING | AT_VERDICT, AS_IT_IS },
  { "case.compare", AT_READING | AT_VERDICT, AS_IT_IS },
  { "case.escalate", AT_READING | AT_VERDICT, AS_IT_IS },
  { "case.focus-next-area", AT_READING | AT_VERDICT, AS_IT_IS },
  { "case.swap", AT_READING, AS_IT_IS },
  { "case.send-back", AT_VERDICT, AS_IT_IS },
  { "review.remark", AT_VERDICT, AS_IT_IS },
  { "mark.next", AT_READING | AT_VERDICT, AS_IT_IS },
  { "mark.previous", AT_READING | AT_VERDICT, AS_IT_IS },
  { "mark.delete", AT_READING, AS_IT_IS },
  { "mark.menu", AT_READING | AT_VERDICT, AS_IT_IS },
  { "mark.select-all", AT_PICTURE, AS_IT_IS },
  { "mark.copy", AT_PICTURE, AS_IT_IS },
  { "mark.cut", AT_PICTURE, AS_IT_IS },
  { "mark.paste", AT_PICTURE, COPIED },
  { "mark.hide", AT_READING | AT_VERDICT, AS_IT_IS },
  { "mark.hide-label", AT_READING, AS_IT_IS },
  { "mark.show-all", AT_READING, HIDDEN },
  { "mark.lock", AT_READING, AS_IT_IS },
  { "mark.lock-label", AT_READING, AS_IT_IS },
  { "mark.cancel", AT_READING, AS_IT_IS },
  { "mark.label", AT_READING, AS_IT_IS },
  { "mark.zoom-to", AT_PICTURE, AS_IT_IS },
  { "mark.settle", AT_VERDICT, AS_IT_IS },
  { "mark.settle", AT_TEXT, WORDS },
  { "mark.reject", AT_VERDICT, AS_IT_IS },
  { "mark.edit", AT_VERDICT, OTHER_TOOL },
  { "mark.rule", AT_READING | AT_VERDICT, AS_IT_IS },
  { "case.answer::nothing", AT_IMAGE | AT_TEXT, NOTHING_HERE },
  { "case.answer::not-assessable", AT_READING, AS_IT_IS },
  { "mark.label-number(1)", AT_WORDS, AS_IT_IS },
  { "mark.label-number(2)", AT_WORDS, AS_IT_IS },
  { "mark.label-number(3)", AT_WORDS, AS_IT_IS },
  { "mark.label-number(4)", AT_WORDS, AS_IT_IS },
  { "mark.label-number(5)", AT_WORDS, AS_IT_IS },
  { "mark.label-number(6)", AT_WORDS, AS_IT_IS },
  { "mark.label-number(7)", AT_WORDS, AS_IT_IS },
  { "mark.label-number(8)", AT_WORDS, AS_IT_IS },
  { "mark.label-number(9)", AT_WORDS, AS_IT_IS },
  { "tool.choose::select", AT_PICTURE, OTHER_TOOL },
  { "tool.choose::box", AT_PICTURE, AS_IT_IS },
  { "tool.choose::polygon", AT_PICTURE, AS_IT_IS },
  { "tool.choose::ellipse", AT_PICTURE, AS_IT_IS },
  { "tool.choose::point", AT_PICTURE, AS_IT_IS },
  { "tool.choose::length", AT_PICTURE, AS_IT_IS },
  { "tool.choose::polyline", AT_PICTURE, AS_IT_IS },
  { "tool.choose::angle", AT_PICTURE, AS_IT_IS },
  { "tool.choose::axes", AT_PICTURE, AS_IT_IS },
  { "tool.choose::rbox", AT_PICTURE, AS_IT_IS },
  { "tool.crosshair", AT_PICTURE, OTHER_TOOL },
  { "tool.arrow::left", AT_IMAGE, CROSSHAIR },
  { "tool.arrow::right", AT_IMAGE, CROSSHAIR },
  { "tool.arrow::up", AT_PICTURE, AS_IT_IS },
  { "tool.arrow::down", AT_PICTURE, AS_IT_IS },
  { "view.slice(-1)", AT_IMAGE, AS_IT_IS },
  { "view.slice(1)", AT_IMAGE, AS_IT_IS },
  { "view.slice(-10)", AT_IMAGE, AS_IT_IS },
  { "view.slice(10)", AT_IMAGE, AS_IT_IS },
  { "view.slice(-100000)", AT_IMAGE, AS_IT_IS },
  { "view.slice(100000)", AT_IMAGE, AS_IT_IS },
  { "view.next-not-shown", AT_PICTURE, AS_IT_IS },
  { "view.fit", AT_PICTURE, ZOOMED },
  { "view.one-to-one", AT_PICTURE, AS_IT_IS },
  { "view.zoom(1)", AT_PICTURE, AS_IT_IS },
  { "view.zoom(-1)", AT_PICTURE, ZOOMED },
  { "view.window(1)", AT_PICTURE, AS_IT_IS },
  { "view.window(2)", AT_PICTURE, AS_IT_IS },
  { "view.window(3)", AT_PICTURE, AS_IT_IS },
  { "view.window(4)", AT_PICTURE, AS_IT_IS },
  { "view.window(5)", AT_PICTURE, AS_IT_IS },
  { "view.window(6)", AT_PICTURE, AS_IT_IS },
  { "view.window(7)", AT_PICTURE, AS_IT_IS },
  { "view.window(8)", AT_PICTURE, AS_IT_IS },
  { "view.window(9)", AT_PICTURE, AS_IT_IS },
  { "view.window(0)", AT_PICTURE, AS_IT_IS },
  { "view.auto-window", AT_PICTURE, AS_IT_IS },
  { "view.invert", AT_PICTURE, AS_IT_IS },
  { "view.corner-text", AT_PICTURE, AS_IT_IS },
  { "view.magnifier", AT_PICTURE, AS_IT_IS },
  { "view.cine", AT_PICTURE, AS_IT_IS },
  { "view.cine-speed(-1)", AT_PICTURE, PLAYING },
  { "view.cine-speed(1)", AT_PICTURE, PLAYING },
  { "hold.marks", AT_PICTURE | AT_VERDICT, AS_IT_IS },
  { "hold.before", AT_PICTURE | AT_VERDICT, AS_IT_IS },
  { "hold.pan", AT_IMAGE, AS_IT_IS },
  { "passage.select", AT_TEXT, CARET },
  { "passage.end(1)", AT_WORDS, AS_IT_IS },
  { "passage.end(-1)", AT_WORDS, AS_IT_IS },
  { "passage.end-word(1)", AT_WORDS, AS_IT_IS },
  { "passage.end-word(-1)", AT_WORDS, AS_IT_IS },
  { "passage.start(1)", AT_WORDS, AS_IT_IS },
  { "passage.start(-1)", AT_WORDS, AS_IT_IS },
  { "passage.start-word(1)", AT_WORDS, AS_IT_IS },
  { "passage.start-word(-1)", AT_WORDS, AS_IT_IS },
  { "passage.tie", AT_WORDS, AS_IT_IS },
  { "passage.untie", AT_WORDS, TIED },
  { "case.leave", AT_READING | AT_VERDICT, AS_IT_IS },
  /* last: the case is handed in */
  { "case.finish", AT_IMAGE, ANSWERED },
  { "case.finish", AT_CHANGES, DECIDABLE },
};

/* Where a case has several pictures, or a second window: test-views.c, test-same.c and
 * test-canvas-window.c. */
static const char *const elsewhere[] = {
  "case.context", /* test-same.c: where there is one */
  "case.layout(1)",
  "case.layout(2)",
  "case.layout(4)",
  "case.next-view(1)",
  "case.next-view(-1)",
  "case.canvas-apart",
  "case.link",
  "case.references",
  "view.picture(1)",
  "view.picture(-1)",
  "mark.same",
  "mark.same-go",
  "mark.not-same",
  /* test-adjudicate-keys.c: where readers do not agree */
  "dispute.number(1)",
  "dispute.number(2)",
  "dispute.number(3)",
  "dispute.number(4)",
  "dispute.number(5)",
  "dispute.number(6)",
  "dispute.number(7)",
  "dispute.number(8)",
  "dispute.number(9)",
  "dispute.nobody",
  "dispute.beside",
  NULL,
};

typedef struct {
  CsTestWindow window;
  CsCaseModel *model;
  guint64 first, second; /* marks, of the picture or of the text */
} World;

static GtkWidget *
find (World *world, GType type)
{
  return cs_test_window_find (GTK_WIDGET (world->window.window), type, 0);
}

static CsCanvas *
canvas_of (World *world)
{
  return CS_CANVAS (find (world, CS_TYPE_CANVAS));
}

/* --- what is seen and kept --- */

static void
add_marks (GString *is, CsCaseModel *model)
{
  const CsMarkSet *set = cs_case_model_marks (model);
  for (guint i = 0; i < set->n_marks; i++) {
    g_string_append_printf (is, "%s", set->marks[i]->label);
    for (guint k = 0; k < set->marks[i]->n_values; k++)
      g_string_append_printf (is, " %" G_GINT64_FORMAT, set->marks[i]->values[k]);
  }
  for (guint i = 0; i < set->n_answers; i++)
    g_string_append_printf (is, " answer %d", (int)set->answers[i].answer);
}

static void
add_picture (GString *is, CsCanvas *canvas)
{
  if (canvas == NULL)
    return;
  g_string_append_printf (is, "\npicture %d %d %u %d %d %d", canvas->no_words, canvas->held,
                          canvas->lens, canvas->crosshair, (int)(canvas->crosshair_x * 1000),
                          (int)(canvas->crosshair_y * 1000));
  const CsLook *look = cs_canvas_look (canvas);
  if (look == NULL)
    return;
  double x = 0, y = 0;
  cs_viewport_to_view (&look->viewport, 0, 0, &x, &y);
  g_string_append_printf (is, " %d %d %d %d %d %d", (int)x, (int)y,
                          (int)(look->viewport.zoom * 1000), (int)look->window.center,
                          (int)look->window.width, look->window.invert);
}

static void
add_text (GString *is, GtkWidget *text)
{
  if (text == NULL)
    return;
  int start = 0, end = 0;
  GtkTextIter from, to;
  gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), &from,
                                        &to);
  start = gtk_text_iter_get_offset (&from);
  end = gtk_text_iter_get_offset (&to);
  g_string_append_printf (is, "\ntext %d %d %" G_GUINT64_FORMAT, start, end,
                          cs_text_canvas_tie_first (CS_TEXT_CANVAS (text)));
}

static void
count_buttons (GtkWidget *root, guint *n)
{
  if (!gtk_widget_get_mapped (root))
    return;
  *n += GTK_IS_BUTTON (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count_buttons (child, n);
}

static void
add_clipboard (GString *is, GtkWidget *window)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (window));
  if (gdk_content_formats_contain_mime_type (formats, CS_MARK_CLIP_TYPE))
    g_string_append (is, "\nmarks on the clipboard");
}

static char *
state_of (World *world)
{
  GtkWidget *window = GTK_WIDGET (world->window.window);
  g_autoptr (GString) is = g_string_new (NULL);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));
  CsCaseModel *model = cs_main_window_case (world->window.window);
  guint buttons = 0;
  count_buttons (window, &buttons);
  g_string_append_printf (is, "%p %u windows, %u buttons", (gpointer)focus,
                          g_list_model_get_n_items (gtk_window_get_toplevels ()), buttons);
  if (model == NULL)
    return g_string_free (g_steal_pointer (&is), FALSE);
  gint64 unit = 0;
  guint item = cs_case_model_place (model, &unit);
  CsCanvas *canvas = canvas_of (world);
  gboolean playing = canvas != NULL && cs_canvas_is_playing (canvas);
  if (playing) { /* it goes on by itself */
    unit = -1;
    g_string_append_printf (is, ", playing %g", cs_cine_speed (canvas->cine));
  }
  CsArmed armed = cs_case_model_armed (model);
  g_string_append_printf (is, "\n%s %u %d %" G_GUINT64_FORMAT " of %u %s %s\n",
                          cs_case_model_view (model)->row->title, item, (int)unit,
                          cs_case_model_selected (model), cs_case_model_n_selected (model),
                          armed.label != NULL ? armed.label->key : "", cs_case_model_tool (model));
  for (guint i = 0; i < cs_case_model_marks (model)->n_marks; i++) {
    const char *why =
        cs_mark_hold_why (cs_case_model_hold (model), cs_case_model_marks (model)->marks[i]->id);
    g_string_append (is, why != NULL ? why : "");
  }
  add_marks (is, model);
  add_clipboard (is, window);
  add_picture (is, canvas_of (world));
  add_text (is, find (world, CS_TYPE_TEXT_CANVAS));
  return g_string_free (g_steal_pointer (&is), FALSE);
}

/* --- beginning a row --- */

static guint
item_of (World *world, gboolean text)
{
  for (guint i = 0; i < cs_case_model_n_items (world->model); i++)
    if ((cs_case_model_item (world->model, i)->text != NULL) == text)
      return i;
  g_assert_not_reached ();
}

static guint64
put (World *world, const CsMarkKind *kind, const char *label, gint64 a, gint64 b)
{
  gboolean text = kind != &cs_mark_kind_box;
  const CsCaseItem *item = cs_case_model_item (world->model, item_of (world, text));
  gint64 values[] = { a, b, a + 40000, b + 40000 };
  guint part = 0, frame = 0;
  cs_case_model_frame_at (world->model, item_of (world, text), text ? 0 : item->units / 2, &part,
                          &frame);
  g_autofree char *quote = kind == &cs_mark_kind_span
                               ? cs_text_document_slice (item->text, (guint32)a, (guint32)b, NULL)
                               : NULL;
  CsMarkInit init = { .id = cs_case_model_new_id (world->model),
                      .kind = kind,
                      .label = label,
                      .item = item->row->gid,
                      .part = part,
                      .frame = frame,
                      .values = values,
                      .n_values = text ? 2 : 4,
                      .quote = quote,
                      .confidence = -1 };
  cs_test_window_put (world->model, &init);
  return init.id;
}

static void
clear_marks (World *world)
{
  const CsMarkSet *set = cs_case_model_marks (world->model);
  cs_case_model_show_all (world->model);
  for (guint i = 0; i < set->n_marks; i++)
    cs_case_model_hold_mark (world->model, set->marks[i]->id, CS_MARK_LOCKED, FALSE);
  while ((set = cs_case_model_marks (world->model))->n_marks > 0)
    cs_case_model_remove (world->model, set->marks[0]->id, NULL);
  for (guint i = 0; i < cs_case_model_n_items (world->model); i++)
    cs_case_model_answer (world->model, i, CS_ANSWER_NONE, NULL);
}

static gboolean
is_loaded (CsTestWindow *window, gpointer data)
{
  CsCanvas *canvas =
      CS_CANVAS (cs_test_window_find (GTK_WIDGET (window->window), CS_TYPE_CANVAS, 0));
  gint64 unit = 0;
  return canvas == NULL || (cs_canvas_wanted (canvas, &unit) == canvas->item &&
                            unit == canvas->unit && cs_canvas_look (canvas) != NULL);
}

/* The pane, with its list, as a case begins. */
static void
show_list (World *world)
{
  if (find (world, CS_TYPE_CASE_PANE) == NULL)
    gtk_widget_activate_action (find (world, CS_TYPE_CASE_PAGE), "case.pane", NULL);
  cs_test_window_settle (&world->window);
  cs_case_pane_go (CS_CASE_PANE (find (world, CS_TYPE_CASE_PANE)), "list");
  cs_test_window_settle (&world->window);
}

/* Two marks on the item, the first selected, in the middle of it. */
static void
begin_reading (World *world, Where where)
{
  gboolean text = (where & AT_WORDS) != 0;
  world->model = cs_test_window_open_case (&world->window, "Patient 2");
  show_list (world);
  clear_marks (world);
  guint item = item_of (world, text);
  cs_case_model_go (world->model, item, cs_case_model_item (world->model, item)->units / 2);
  if (text) {
    world->first = put (world, &cs_mark_kind_span, "t2", 12, 30);
    world->second = put (world, &cs_mark_kind_span, "t2", 40, 60);
  } else {
    world->first = put (world, &cs_mark_kind_box, "box", 100000, 100000);
    world->second = put (world, &cs_mark_kind_box, "box", 200000, 200000);
  }
  cs_case_model_set_tool (world->model, "select");
  cs_case_model_select (world->model, world->first, TRUE);
  cs_test_window_settle (&world->window);
  GtkWidget *view = find (world, where & AT_TEXT    ? CS_TYPE_TEXT_CANVAS
                                 : where & AT_IMAGE ? CS_TYPE_CANVAS
                                                    : CS_TYPE_FINDING_ROW);
  g_assert_nonnull (view);
  gtk_widget_grab_focus (view);
  cs_test_window_settle (&world->window);
  cs_test_window_wait (&world->window, is_loaded, NULL);
}

static void
begin_review (World *world, Where where)
{
  world->model = cs_test_window_open_case (&world->window, "Slide 1");
  show_list (world);
  GtkWidget *view = find (world, where & AT_REVIEW ? CS_TYPE_CANVAS : CS_TYPE_CHANGES_PANE);
  if (where & AT_REVIEW)
    gtk_widget_grab_focus (view);
  else
    cs_changes_pane_focus_current (CS_CHANGES_PANE (view));
  cs_test_window_settle (&world->window);
  cs_test_window_wait (&world->window, is_loaded, NULL);
}

static void
zoom (World *world)
{
  for (guint i = 0; i < 4; i++)
    gtk_widget_activate_action (GTK_WIDGET (canvas_of (world)), "view.zoom", "i", 1);
}

static void
select_words (World *world, gint64 start, gint64 end)
{
  GtkTextIter from, to;
  CsTextCanvas *text = CS_TEXT_CANVAS (find (world, CS_TYPE_TEXT_CANVAS));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_get_iter_at_offset (buffer, &from,
                                      (int)cs_text_screen_offset (text->screen, (guint32)start));
  gtk_text_buffer_get_iter_at_offset (buffer, &to,
                                      (int)cs_text_screen_end_offset (text->screen, (guint32)end));
  gtk_text_buffer_select_range (buffer, &to, &from);
}

static void
answer_all (World *world)
{
  clear_marks (world);
  for (guint i = 0; i < cs_case_model_n_items (world->model); i++)
    cs_case_model_answer (world->model, i, CS_ANSWER_NOTHING, NULL);
}

static gboolean
can_redo (CsTestWindow *window, gpointer model)
{
  return cs_case_model_can_redo (model);
}

static void
accept_all (World *world)
{
  GtkWidget *list = find (world, CS_TYPE_CHANGES_PANE);
  for (guint i = 0; i < 12; i++) {
    gtk_widget_activate_action (list, "mark.settle", NULL);
    cs_test_window_settle (&world->window);
  }
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
prepare (World *world, Need need)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (world->window.window)), "words");
  switch (need) {
  case ZOOMED:
    zoom (world);
    break;
  case CROSSHAIR:
    cs_case_model_set_tool (world->model, "box");
    gtk_widget_activate_action (GTK_WIDGET (canvas_of (world)), "tool.crosshair", NULL);
    break;
  case OTHER_TOOL:
    cs_case_model_set_tool (world->model, "point");
    break;
  case NOTHING_HERE:
    clear_marks (world);
    break;
  case WORDS:
    clear_marks (world);
    select_words (world, 12, 30);
    break;
  case TIED:
    put (world, &cs_mark_kind_relation, "tie", (gint64)world->first, (gint64)world->second);
    cs_case_model_select (world->model, world->first, FALSE);
    break;
  case COPIED:
    gtk_widget_activate_action (GTK_WIDGET (canvas_of (world)), "mark.copy", NULL);
    break;
  case PLAYING:
    gtk_widget_activate_action (GTK_WIDGET (canvas_of (world)), "view.cine", NULL);
    break;
  case HIDDEN:
    cs_case_model_hold_selected (world->model, CS_MARK_HIDDEN);
    break;
  case CARET:
    cs_case_model_select (world->model, 0, FALSE);
    select_words (world, 15, 15);
    break;
  case REDO:
    cs_case_model_undo (world->model);
    cs_test_window_wait (&world->window, can_redo, world->model);
    break;
  case ANSWERED:
    answer_all (world);
    cs_test_window_pass (FIRST_MOMENT);
    break;
  case LATER:
    cs_test_window_pass (FIRST_MOMENT);
    break;
  case DECIDABLE:
    accept_all (world);
    cs_test_window_pass (FIRST_MOMENT);
    break;
  default:
    break;
  }
  cs_test_window_settle (&world->window);
}

/* --- pressing --- */

/* "<Control>Page_Down" as xdotool calls it. */
static char *
spell (const char *key)
{
  g_autoptr (GString) spelled = g_string_new (key);
  g_string_replace (spelled, "<Control>", "ctrl+", 0);
  g_string_replace (spelled, "<Shift>", "shift+", 0);
  g_string_replace (spelled, "<Alt>", "alt+", 0);
  return g_string_free (g_steal_pointer (&spelled), FALSE);
}

static const CsAction *
action_of (const char *name)
{
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (actions[i].name, name))
      return &actions[i];
  g_error ("%s is not in actions.def", name);
}

typedef struct {
  World *world;
  const char *before;
  gint64 until;
} Change;

static gboolean
is_other (CsTestWindow *window, gpointer data)
{
  Change *change = data;
  g_autofree char *now = state_of (change->world);
  return !g_str_equal (now, change->before) || g_get_monotonic_time () > change->until;
}

/* Something is another within ten seconds. */
static gboolean
does_something (World *world, const CsAction *action)
{
  g_auto (GStrv) keys = g_strsplit (action->keys, "|", 2);
  g_autofree char *key = spell (keys[0]);
  g_autofree char *before = state_of (world);
  Change change = { world, before, 0 };
  gboolean hold = action->place == CS_ACTION_HOLD;
  guint ticks = g_timeout_add (50, tick_cb, NULL);
  (hold ? cs_test_window_key_down : cs_test_window_keys) (&world->window, key);
  change.until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  cs_test_window_wait (&world->window, is_other, &change);
  g_autofree char *after = state_of (world);
  g_source_remove (ticks);
  if (!hold)
    return !g_str_equal (before, after);
  cs_test_window_key_up (&world->window, key);
  g_autofree char *again = state_of (world);
  return !g_str_equal (before, after) && g_str_equal (before, again);
}

/* Lists and sheets that a key opened. */
static void
close_others (World *world)
{
  GListModel *all = gtk_window_get_toplevels ();
  for (guint i = g_list_model_get_n_items (all); i > 0; i--) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (all, i - 1);
    if (window != GTK_WINDOW (world->window.window))
      gtk_window_destroy (window);
  }
  GtkWidget *list = find (world, CS_TYPE_LABEL_POPOVER);
  if (list != NULL)
    gtk_popover_popdown (GTK_POPOVER (list));
  GtkWidget *menu = find (world, GTK_TYPE_POPOVER_MENU);
  if (menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (menu));
  GtkWidget *compare = find (world, CS_TYPE_COMPARE_BAR); /* nothing can be changed meanwhile */
  if (compare != NULL)
    gtk_widget_activate_action (compare, "compare.close", NULL);
  cs_test_window_settle (&world->window);
}

/* More windows than the file has are no fault. */
static gboolean
is_there (World *world, const Row *row)
{
  guint n = 0;
  if (sscanf (row->action, "view.window(%u)", &n) != 1)
    return TRUE;
  CsCanvas *canvas = canvas_of (world);
  g_autoptr (GArray) choices = cs_window_choices_new (canvas->picture, NULL, NULL, 0);
  CsLook *look = cs_canvas_look (canvas);
  look->window.center += 1; /* none of them */
  return n <= choices->len;
}

static guint
press_row (World *world, const Row *row, Where where)
{
  if (where & AT_VERDICT)
    begin_review (world, where);
  else
    begin_reading (world, where);
  prepare (world, row->need);
  if (!is_there (world, row))
    return 0;
  gboolean does = does_something (world, action_of (row->action));
  if (!does)
    g_printerr ("# %s does nothing, place %u\n", row->action, where);
  close_others (world);
  return does ? 0 : 1;
}

static void
press_all (const char *handle, Where places)
{
  World world = { 0 };
  guint silent = 0;
  if (!cs_test_window_can ())
    return;
  for (guint place = 0; place < 6; place++) {
    Where where = 1u << place;
    if (!(where & places))
      continue;
    cs_test_window_begin (&world.window, handle, 1366, 768, where & AT_VERDICT ? NULL : schema);
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
      if (rows[i].where & where)
        silent += press_row (&world, &rows[i], where);
    cs_test_window_end (&world.window);
  }
  g_assert_cmpuint (silent, ==, 0);
}

static void
test_picture (void)
{
  press_all ("sample-ana", AT_PICTURE);
}

static void
test_text (void)
{
  press_all ("sample-ana", AT_WORDS);
}

static void
test_review (void)
{
  press_all ("sample-ben", AT_VERDICT);
}

static gboolean
is_in_case (CsTestWindow *window, gpointer data)
{
  return cs_main_window_case (window->window) != NULL;
}

/* The chord presses the coloured button on the pages of a project as it does in a case. */
static void
test_page (void)
{
  CsTestWindow window = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&window, "sample-ana", 1366, 768, NULL);
  cs_test_window_settle (&window);
  cs_test_window_keys (&window, "ctrl+Return");
  cs_test_window_wait (&window, is_in_case, NULL);
  cs_test_window_settle (&window);
  cs_test_window_end (&window);
}

static void
test_no_key_forgotten (void)
{
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++) {
    gboolean found = actions[i].keys[0] == '\0' || actions[i].place == CS_ACTION_APP ||
                     actions[i].place == CS_ACTION_PAGE || actions[i].place == CS_ACTION_DIALOG ||
                     actions[i].place == CS_ACTION_SOURCE || actions[i].place == CS_ACTION_FORM ||
                     g_strv_contains (elsewhere, actions[i].name);
    for (guint k = 0; !found && k < G_N_ELEMENTS (rows); k++)
      found = g_str_equal (rows[k].action, actions[i].name);
    if (!found)
      g_error ("%s is not pressed by any row", actions[i].name);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/case-keys/no-key-forgotten", test_no_key_forgotten);
  g_test_add_func ("/case-keys/page", test_page);
  g_test_add_func ("/case-keys/picture", test_picture);
  g_test_add_func ("/case-keys/text", test_text);
  g_test_add_func ("/case-keys/review", test_review);
  return g_test_run ();
}
