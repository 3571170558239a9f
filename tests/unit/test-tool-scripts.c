/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs every file of tests/scripts against a canvas that is no widget. tests/scripts/README.md
 * lists the commands. */
#include "cs-test-canvas.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

typedef struct {
  CsTestCanvas canvas;
  const char *place; /* file:line */
  CsToolModifiers modifiers;
  gboolean taken;
} Run;

typedef struct {
  char **words;
  guint count;
} Line;

static void G_GNUC_PRINTF (2, 3) G_GNUC_NORETURN wrong (const Run *run, const char *format, ...)
{
  va_list list;
  va_start (list, format);
  g_autofree char *text = g_strdup_vprintf (format, list);
  va_end (list);
  g_error ("%s: %s", run->place, text);
}

static double
number (const Run *run, const Line *line, guint n)
{
  char *end = NULL;
  double value = n < line->count ? g_ascii_strtod (line->words[n], &end) : 0;
  if (n >= line->count || end == line->words[n] || *end != '\0')
    wrong (run, "word %u is no number", n + 1);
  return value;
}

static gboolean
is (const Line *line, guint n, const char *word)
{
  return n < line->count && strcmp (line->words[n], word) == 0;
}

/* Takes "shift", "alt" and "ctrl" from the end. */
static void
read_modifiers (Run *run, Line *line)
{
  run->modifiers = 0;
  while (line->count > 1) {
    if (is (line, line->count - 1, "shift"))
      run->modifiers |= CS_TOOL_SHIFT;
    else if (is (line, line->count - 1, "alt"))
      run->modifiers |= CS_TOOL_ALT;
    else if (is (line, line->count - 1, "ctrl"))
      run->modifiers |= CS_TOOL_CTRL;
    else
      return;
    line->count--;
  }
}

/* The numbers from word N on, as a mark of KIND has them. */
static GArray *
values_of (const Run *run, const Line *line, guint n, const CsMarkKind *kind)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean whole = kind == &cs_mark_kind_mask || kind == &cs_mark_kind_relation;
  for (; n < line->count; n++) {
    gint64 value = llround (number (run, line, n) * (whole ? 1 : 1000));
    g_array_append_val (values, value);
  }
  return values;
}

static const CsMarkKind *
kind_of (const Run *run, const Line *line, guint n)
{
  const CsMarkKind *kind = n < line->count ? cs_mark_kind_find (line->words[n]) : NULL;
  if (kind == NULL)
    wrong (run, "word %u is no kind of mark", n + 1);
  return kind;
}

static void
compare (const Run *run, const CsMark *mark, const Line *line, guint n)
{
  const CsMarkKind *kind = kind_of (run, line, n);
  g_autoptr (GArray) wanted = values_of (run, line, n + 1, kind);
  if (mark == NULL)
    wrong (run, "there is no mark");
  g_autoptr (GString) found = g_string_new (mark->kind->tag);
  for (guint i = 0; i < mark->n_values; i++)
    g_string_append_printf (found, " %" G_GINT64_FORMAT, mark->values[i]);
  gboolean same = mark->kind == kind && mark->n_values == wanted->len;
  for (guint i = 0; same && i < wanted->len; i++)
    same = ABS (mark->values[i] - g_array_index (wanted, gint64, i)) <= 1;
  if (!same)
    wrong (run, "found %s", found->str);
}

/* --- what a script can do --- */

static void
do_label (Run *run, const Line *line)
{
  CsTestCanvas *canvas = &run->canvas;
  g_clear_pointer (&canvas->label, g_free);
  if (!is (line, 1, "-"))
    canvas->label = g_strdup (line->words[1]);
  canvas->scene.n_kinds = 0;
  for (guint i = 2; i < line->count; i++)
    canvas->kinds[canvas->scene.n_kinds++] = kind_of (run, line, i);
}

static void
do_mark (Run *run, const Line *line)
{
  const CsMarkKind *kind = kind_of (run, line, 2);
  g_autoptr (GArray) values = values_of (run, line, 3, kind);
  CsMark *mark = cs_test_canvas_mark (&run->canvas, (guint64)number (run, line, 1), kind,
                                      (const gint64 *)(gpointer)values->data, values->len);
  if (mark == NULL)
    wrong (run, "a bad mark");
  cs_test_canvas_put (&run->canvas, mark);
}

static void
do_hold (Run *run, const Line *line, CsMarkHolding holding)
{
  for (guint i = 1; i < line->count; i++)
    cs_mark_hold_set (run->canvas.hold, (guint64)number (run, line, i), holding, TRUE);
}

/* The first is the main one. */
static void
do_select (Run *run, const Line *line)
{
  run->canvas.scene.selected = (guint64)number (run, line, 1);
  g_array_set_size (run->canvas.others, 0);
  for (guint i = 2; i < line->count; i++) {
    guint64 id = (guint64)number (run, line, i);
    g_array_append_val (run->canvas.others, id);
  }
}

/* A grid of boxes, 2 x 2 pixels each, 4 apart. */
static void
do_many (Run *run, const Line *line)
{
  guint count = (guint)number (run, line, 1), side = (guint)ceil (sqrt (count));
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < count; i++) {
    gint64 x = (gint64)(i % side) * 4000, y = (gint64)(i / side) * 4000;
    const gint64 values[] = { x, y, x + 2000, y + 2000 };
    g_ptr_array_add (marks,
                     cs_test_canvas_mark (&run->canvas, i + 1, &cs_mark_kind_box, values, 4));
  }
  cs_mark_set_unref (run->canvas.set);
  run->canvas.set = cs_mark_set_new (marks, NULL, NULL);
}

static gboolean
set_up (Run *run, const Line *line)
{
  CsTestCanvas *canvas = &run->canvas;
  if (is (line, 0, "picture")) {
    canvas->scene.width = (guint)number (run, line, 1);
    canvas->scene.height = (guint)number (run, line, 2);
  } else if (is (line, 0, "frame")) {
    canvas->scene.frame = (guint)number (run, line, 1);
  } else if (is (line, 0, "scale")) {
    canvas->pointer.scale =
        (CsMarkScale){ number (run, line, 1), number (run, line, line->count - 1) };
  } else if (is (line, 0, "read-only")) {
    canvas->scene.read_only = is (line, 1, "yes");
  } else if (is (line, 0, "select")) {
    do_select (run, line);
  } else if (is (line, 0, "hide") || is (line, 0, "lock")) {
    do_hold (run, line, is (line, 0, "hide") ? CS_MARK_HIDDEN : CS_MARK_LOCKED);
  } else if (is (line, 0, "remove")) {
    cs_test_canvas_remove (canvas, (guint64)number (run, line, 1));
  } else if (is (line, 0, "wait")) {
    canvas->pointer.time += (gint64)(number (run, line, 1) * 1000);
  } else if (is (line, 0, "tool")) {
    if (cs_tool_kind_find (line->words[1]) == NULL)
      wrong (run, "no such tool");
    cs_test_canvas_take_tool (canvas, cs_tool_kind_find (line->words[1]));
  } else if (is (line, 0, "label")) {
    do_label (run, line);
  } else if (is (line, 0, "mark")) {
    do_mark (run, line);
  } else if (is (line, 0, "many")) {
    do_many (run, line);
  } else {
    return FALSE;
  }
  return TRUE;
}

static const struct {
  const char *word;
  CsToolKey key;
  int dx, dy;
} keys[] = {
  { "left", CS_TOOL_KEY_ARROW, -1, 0 },
  { "right", CS_TOOL_KEY_ARROW, 1, 0 },
  { "up", CS_TOOL_KEY_ARROW, 0, -1 },
  { "down", CS_TOOL_KEY_ARROW, 0, 1 },
  { "space", CS_TOOL_KEY_SPACE, 0, 0 },
  { "enter", CS_TOOL_KEY_ENTER, 0, 0 },
  { "backspace", CS_TOOL_KEY_BACKSPACE, 0, 0 },
  { "delete", CS_TOOL_KEY_DELETE, 0, 0 },
  { "tab", CS_TOOL_KEY_TAB, 0, 0 },
  { "crosshair", CS_TOOL_KEY_CROSSHAIR, 0, 0 },
};

/* "key right" or "key right 5" for five times; the middle of the picture is the middle of the
 * view. */
static void
do_key (Run *run, const Line *line)
{
  CsTestCanvas *canvas = &run->canvas;
  guint times = line->count > 2 ? (guint)number (run, line, 2) : 1;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    if (!is (line, 1, keys[i].word))
      continue;
    CsToolPointer at = canvas->pointer;
    at.x = canvas->scene.width / 2.0;
    at.y = canvas->scene.height / 2.0;
    at.dx = keys[i].dx;
    at.dy = keys[i].dy;
    at.modifiers = run->modifiers;
    while (times-- > 0)
      run->taken = cs_tool_key (canvas->tool, keys[i].key, &at);
    return;
  }
  wrong (run, "no such key");
}

static gboolean
act (Run *run, const Line *line)
{
  CsTestCanvas *canvas = &run->canvas;
  gboolean drag = is (line, 0, "drag"), click = is (line, 0, "click");
  canvas->pointer.modifiers = run->modifiers;
  if (is (line, 0, "press") || drag || click) {
    canvas->pointer.x = number (run, line, 1);
    canvas->pointer.y = number (run, line, 2);
    run->taken = cs_tool_press (canvas->tool, &canvas->pointer);
  }
  if (is (line, 0, "motion") || drag)
    cs_test_canvas_motion (canvas, number (run, line, drag ? 3 : 1),
                           number (run, line, drag ? 4 : 2));
  if (is (line, 0, "release") || drag || click)
    cs_test_canvas_release (canvas, number (run, line, drag ? 3 : 1),
                            number (run, line, drag ? 4 : 2));
  if (is (line, 0, "key"))
    do_key (run, line);
  else if (is (line, 0, "keyup"))
    cs_tool_key_up (canvas->tool, &canvas->pointer);
  else if (is (line, 0, "escape"))
    run->taken = cs_tool_escape (canvas->tool);
  else if (is (line, 0, "undo"))
    run->taken = cs_tool_take_back (canvas->tool);
  else if (is (line, 0, "keep"))
    run->taken = cs_tool_keep (canvas->tool);
  else if (is (line, 0, "cancel"))
    cs_tool_cancel (canvas->tool);
  else
    return drag || click || is (line, 0, "press") || is (line, 0, "motion") ||
           is (line, 0, "release");
  return TRUE;
}

/* --- what it can ask --- */

static void
expect_number (const Run *run, const char *what, double found, double wanted)
{
  if (fabs (found - wanted) > 1e-6)
    wrong (run, "%s: found %.3f, not %.3f", what, found, wanted);
}

static void
expect_status (const Run *run, const Line *line)
{
  g_autofree char *wanted = g_strjoinv (" ", line->words + 2);
  const char *found = run->canvas.status;
  if (is (line, 2, "none") ? found != NULL : found == NULL || strstr (found, wanted) == NULL)
    wrong (run, "the status is \"%s\"", found);
}

static void
expect_cursor (const Run *run, const Line *line)
{
  static const char *const names[] = {
    "default", "cross", "mark", "move", "handle", "add", "close"
  };
  if (!is (line, 2, names[run->canvas.cursor]))
    wrong (run, "the cursor is %s", names[run->canvas.cursor]);
}

static void
expect_yes (const Run *run, const Line *line, gboolean found)
{
  if (found != is (line, 2, "yes"))
    wrong (run, "%s", found ? "yes" : "no");
}

static void
expect_crosshair (const Run *run, const Line *line)
{
  g_assert_cmpint (run->canvas.crosshair, ==, cs_tool_has_crosshair (run->canvas.tool));
  if (is (line, 2, "none")) {
    if (run->canvas.crosshair)
      wrong (run, "there is a crosshair");
    return;
  }
  if (!run->canvas.crosshair)
    wrong (run, "there is no crosshair");
  expect_number (run, "x", run->canvas.crosshair_x, number (run, line, 2));
  expect_number (run, "y", run->canvas.crosshair_y, number (run, line, 3));
}

static void
expect_active (const Run *run, const Line *line)
{
  guint handle = 0;
  gboolean found = cs_tool_active_handle (run->canvas.tool, &handle);
  if (found == is (line, 2, "none"))
    wrong (run, found ? "handle %u is active" : "no handle is active", handle);
  if (found)
    expect_number (run, "handle", handle, number (run, line, 2));
}

/* "expect others 2 3": besides the main one, in any order; "none". */
static void
expect_others (const Run *run, const Line *line)
{
  const GArray *others = run->canvas.others;
  guint wanted = is (line, 2, "none") ? 0 : line->count - 2, found = 0;
  for (guint i = 0; i < wanted; i++)
    for (guint k = 0; k < others->len; k++)
      found += g_array_index (others, guint64, k) == (guint64)number (run, line, i + 2);
  if (others->len != wanted || found != wanted)
    wrong (run, "%u others, %u of them wanted", others->len, found);
}

static void
expect_how (const Run *run, const Line *line)
{
  const CsMark *mark = cs_mark_set_get (run->canvas.set, (guint64)number (run, line, 2));
  if (mark == NULL || !is (line, 3, cs_mark_how_nick (mark->how)))
    wrong (run, "found %s", mark != NULL ? cs_mark_how_nick (mark->how) : "no mark");
}

static gboolean
expect (const Run *run, const Line *line)
{
  const CsTestCanvas *canvas = &run->canvas;
  if (is (line, 1, "marks")) {
    expect_number (run, "marks", canvas->set->n_marks, number (run, line, 2));
  } else if (is (line, 1, "commits")) {
    expect_number (run, "commits", canvas->commits, number (run, line, 2));
  } else if (is (line, 1, "selected")) {
    guint64 wanted = is (line, 2, "new") ? canvas->newest : (guint64)number (run, line, 2);
    expect_number (run, "selected", (double)canvas->scene.selected, (double)wanted);
  } else if (is (line, 1, "new")) {
    compare (run, cs_mark_set_get (canvas->set, canvas->newest), line, 2);
  } else if (is (line, 1, "mark")) {
    compare (run, cs_mark_set_get (canvas->set, (guint64)number (run, line, 2)), line, 3);
  } else if (is (line, 1, "preview") && is (line, 2, "none")) {
    if (canvas->preview != NULL)
      wrong (run, "a %s is shown", canvas->preview->kind->tag);
  } else if (is (line, 1, "preview")) {
    compare (run, canvas->preview, line, 2);
  } else if (is (line, 1, "others")) {
    expect_others (run, line);
  } else if (is (line, 1, "moving")) {
    const GPtrArray *moving = canvas->preview_others;
    expect_number (run, "moving", moving != NULL ? moving->len : 0, number (run, line, 2));
  } else if (is (line, 1, "band")) {
    expect_yes (run, line, canvas->band);
  } else if (is (line, 1, "how")) {
    expect_how (run, line);
  } else if (is (line, 1, "status")) {
    expect_status (run, line);
  } else if (is (line, 1, "cursor")) {
    expect_cursor (run, line);
  } else if (is (line, 1, "taken")) {
    expect_yes (run, line, run->taken);
  } else if (is (line, 1, "busy")) {
    expect_yes (run, line, cs_tool_is_busy (canvas->tool));
  } else if (is (line, 1, "crosshair")) {
    expect_crosshair (run, line);
  } else if (is (line, 1, "active")) {
    expect_active (run, line);
  } else {
    return FALSE;
  }
  return TRUE;
}

/* --- running --- */

static void
begin_case (Run *run)
{
  cs_test_canvas_clear (&run->canvas);
  cs_test_canvas_init (&run->canvas, 100, 80);
}

static void
run_line (Run *run, Line *line)
{
  if (is (line, 0, "case")) {
    begin_case (run);
    return;
  }
  if (is (line, 0, "expect")) {
    if (!expect (run, line))
      wrong (run, "nothing can be expected of that");
    return;
  }
  if (set_up (run, line))
    return;
  read_modifiers (run, line);
  if (!act (run, line))
    wrong (run, "no such command");
}

static void
test_script (gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (data);
  g_assert_true (g_file_get_contents (data, &text, NULL, &error));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Run run = { 0 };
  begin_case (&run);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *place = g_strdup_printf ("%s:%u: %s", name, i + 1, lines[i]);
    g_auto (GStrv) words = g_strsplit (g_strstrip (lines[i]), " ", -1);
    Line line = { words, g_strv_length (words) };
    run.place = place;
    if (line.count > 0 && words[0][0] != '\0' && words[0][0] != '#')
      run_line (&run, &line);
  }
  cs_test_canvas_clear (&run.canvas);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_autofree char *folder = cs_test_source ("scripts");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;) {
    if (!g_str_has_suffix (name, ".txt"))
      continue;
    g_autofree char *path = g_strconcat ("/tool-scripts/", name, NULL);
    g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_script, g_free);
    count++;
  }
  g_assert_cmpuint (count, >=, 5);
  return g_test_run ();
}
