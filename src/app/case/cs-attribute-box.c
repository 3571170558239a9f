/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-attribute-box.h"
#include "cs-actions.h"
#include "cs-attribute-editor.h"
#include "cs-letters.h"
#include "cs-tool-choice.h"

#include <glib/gi18n.h>
#include <string.h>

#define TOGGLES_MAX 20 /* letters in a line of toggles */

typedef struct {
  CsAttributeEditor *editor;
  GtkWidget *dot, *name, *cap; /* NULL beside a toggle */
  gunichar letter;
} Line;

struct _CsAttributeBox {
  GtkWidget parent_instance;
  GtkWidget *grid;
  GArray *lines;      /* of Line */
  CsCaseModel *model; /* borrowed: the list it is in goes first */
  CsSchema *schema;   /* keeps ATTRIBUTES */
  const CsAttribute *attributes;
  gboolean text; /* the mark lies in one */
  guint64 id;
};

G_DEFINE_FINAL_TYPE (CsAttributeBox, cs_attribute_box, GTK_TYPE_WIDGET)

static Line *
line_at (CsAttributeBox *self, guint n)
{
  return &g_array_index (self->lines, Line, n);
}

static void
clear_line (gpointer data)
{
  Line *line = data;
  cs_attribute_editor_free (line->editor);
}

static gboolean
set_cb (gpointer owner, const CsAttribute *attribute, CsJson *value, GError **error)
{
  CsAttributeBox *self = owner;
  g_autoptr (GError) refusal = NULL;
  if (cs_case_model_set_attribute_alike (self->model, self->id, attribute->key, value, &refusal))
    return TRUE;
  cs_session_set_notice (cs_case_model_session (self->model), refusal->message);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

/* --- building --- */

static GtkWidget *
key_cap (gunichar letter)
{
  char text[8] = { 0 };
  g_unichar_to_utf8 (g_unichar_toupper (letter), text);
  GtkWidget *cap = gtk_label_new (text);
  gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (cap, "cs-key");
  return cap;
}

static void
add_line (CsAttributeBox *self, Line *line, int row)
{
  const CsAttribute *attribute = cs_attribute_editor_attribute (line->editor);
  GtkWidget *editor = cs_attribute_editor_widget (line->editor);
  GtkWidget *name = line->name = gtk_label_new (attribute->name);
  line->dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (line->dot, "cs-open-dot");
  gtk_widget_set_valign (line->dot, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_mnemonic_widget (GTK_LABEL (name), editor);
  gtk_widget_set_tooltip_text (name, attribute->name);
  gtk_widget_add_css_class (name, "cs-dim");
  gtk_widget_add_css_class (name, "cs-attribute-name");
  gtk_widget_add_css_class (editor, "cs-attribute");
  gtk_grid_attach (GTK_GRID (self->grid), line->dot, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), name, 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), editor, 2, row, 1, 1);
  if (line->letter == 0)
    return;
  line->cap = key_cap (line->letter);
  gtk_grid_attach (GTK_GRID (self->grid), line->cap, 3, row, 1, 1);
}

static void
add_toggle (Line *line, GtkWidget *box)
{
  GtkWidget *button = cs_attribute_editor_widget (line->editor);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (inside),
                  gtk_label_new (cs_attribute_editor_attribute (line->editor)->name));
  if (line->letter != 0)
    gtk_box_append (GTK_BOX (inside), key_cap (line->letter));
  gtk_button_set_child (GTK_BUTTON (button), inside);
  gtk_widget_add_css_class (button, "cs-attribute");
  gtk_box_append (GTK_BOX (box), button);
}

static void
arrange (CsAttributeBox *self)
{
  int row = 0;
  glong letters = 0;
  GtkWidget *toggles = NULL;
  for (guint i = 0; i < self->lines->len; i++) {
    Line *line = line_at (self, i);
    if (!cs_attribute_editor_is_toggle (line->editor)) {
      add_line (self, line, row++);
      toggles = NULL;
      continue;
    }
    letters += g_utf8_strlen (cs_attribute_editor_attribute (line->editor)->name, -1);
    if (toggles == NULL || letters > TOGGLES_MAX) {
      toggles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_grid_attach (GTK_GRID (self->grid), toggles, 1, row++, 3, 1);
      letters = g_utf8_strlen (cs_attribute_editor_attribute (line->editor)->name, -1);
    }
    add_toggle (line, toggles);
  }
}

static gboolean
is_heard (CsAttributeBox *self, const CsAction *action)
{
  switch (action->place) {
  case CS_ACTION_READING:
  case CS_ACTION_WALK:
  case CS_ACTION_HOLD:
    return TRUE;
  case CS_ACTION_IMAGE:
    return !self->text && !cs_tool_choice_is_idle (self->model, action->name);
  case CS_ACTION_TEXT:
    return self->text;
  default:
    return FALSE;
  }
}

/* Letters and digits that mean something else in the list or where the mark lies. */
static char *
letters_in_use (CsAttributeBox *self)
{
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  GString *used = g_string_new (NULL);
  for (guint i = 0; i < n; i++) {
    if (!is_heard (self, &actions[i]))
      continue;
    g_auto (GStrv) keys = g_strsplit (actions[i].keys, "|", -1);
    for (guint k = 0; keys[k] != NULL; k++)
      if (strlen (keys[k]) == 1 && strchr (used->str, keys[k][0]) == NULL)
        g_string_append_c (used, keys[k][0]);
  }
  return g_string_free (used, FALSE);
}

static void
give_letters (CsAttributeBox *self)
{
  g_autofree char *used = letters_in_use (self);
  guint n = self->lines->len, first = (guint)strlen (used);
  g_autofree CsLetterWish *wishes = g_new0 (CsLetterWish, first + n);
  g_autofree char *taken = g_new0 (char, 2 * first);
  for (guint i = 0; i < first; i++) {
    taken[2 * i] = used[i];
    wishes[i] = (CsLetterWish){ .name = taken + 2 * i, .shortcut = taken + 2 * i };
  }
  for (guint i = 0; i < n; i++)
    wishes[first + i].name = cs_attribute_editor_attribute (line_at (self, i)->editor)->name;
  g_autofree gunichar *letters = cs_letters_new (wishes, first + n);
  for (guint i = 0; i < n; i++)
    line_at (self, i)->letter = letters[first + i];
}

static void
clear (CsAttributeBox *self)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  g_array_set_size (self->lines, 0);
}

/* Lines for all of them, whether they apply or not, so that letters stay and no editor goes away
 * under the hand that uses it. */
static void
build (CsAttributeBox *self, const CsAttribute *attributes, guint count)
{
  clear (self);
  for (guint i = 0; i < count; i++) {
    Line line = { .editor = cs_attribute_editor_new (&attributes[i], set_cb, self) };
    g_array_append_val (self->lines, line);
  }
  give_letters (self);
  arrange (self);
}

/* What a line says of the marks that are meant. */
typedef struct {
  const CsJson *value; /* of all to which it applies; NULL where they DIFFER or have none */
  gboolean differ, missing;
  guint applies, of; /* to so many of them */
} Meaning;

static void
show_part (Line *line, const Meaning *meaning)
{
  const char *name = cs_attribute_editor_attribute (line->editor)->name;
  GtkWidget *editor = cs_attribute_editor_widget (line->editor);
  gboolean part = meaning->applies > 0 && meaning->applies < meaning->of;
  g_autofree char *words =
      part ? g_strdup_printf (ngettext ("%s: this is asked of %u of the %u selected marks",
                                        "%s: this is asked of %u of the %u selected marks",
                                        meaning->applies),
                              name, meaning->applies, meaning->of)
           : NULL;
  if (line->name == NULL) {
    gtk_widget_set_tooltip_text (editor, words);
    return;
  }
  /* Translators: an attribute, and to how many of the selected marks it applies. */
  g_autofree char *label =
      part ? g_strdup_printf (_ ("%s (%u of %u)"), name, meaning->applies, meaning->of)
           : g_strdup (name);
  gtk_label_set_label (GTK_LABEL (line->name), label);
  gtk_widget_set_tooltip_text (line->name, words != NULL ? words : name);
}

static void
show_line (Line *line, const Meaning *meaning)
{
  gboolean required = cs_attribute_editor_attribute (line->editor)->required;
  gboolean applies = meaning->applies > 0;
  cs_attribute_editor_show (line->editor, meaning->value, meaning->differ);
  gtk_widget_set_visible (cs_attribute_editor_widget (line->editor), applies);
  if (line->cap != NULL)
    gtk_widget_set_visible (line->cap, applies);
  show_part (line, meaning);
  if (line->name == NULL)
    return;
  gtk_widget_set_visible (line->name, applies);
  gtk_widget_set_visible (line->dot, applies);
  gtk_widget_set_opacity (line->dot, required && meaning->missing ? 1 : 0);
}

/* Attribute N is judged by each mark's own values. */
static Meaning
meaning_of (const GPtrArray *marks, const CsAttribute *attributes, guint n)
{
  Meaning meaning = { .of = marks->len };
  for (guint i = 0; i < marks->len; i++) {
    const CsMark *mark = marks->pdata[i];
    const CsJson *value = cs_json_get (mark->attributes, attributes[n].key);
    if (!cs_attribute_applies (attributes, n, mark->attributes))
      continue;
    meaning.differ |= meaning.applies > 0 && !cs_json_equal (value, meaning.value);
    meaning.missing |= value == NULL;
    meaning.value = value;
    meaning.applies++;
  }
  if (meaning.differ)
    meaning.value = NULL;
  return meaning;
}

void
cs_attribute_box_show (CsAttributeBox *self, CsCaseModel *model, guint64 id)
{
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (model), id);
  const CsSchema *schema = cs_case_model_schema (model);
  guint count = 0;
  const CsAttribute *attributes =
      schema != NULL ? cs_schema_attributes (schema, mark, &count) : NULL;
  self->model = model;
  self->id = id;
  gboolean text = mark->kind->target == CS_MARK_TARGET_TEXT;
  if (self->schema != schema || self->attributes != attributes || self->text != text) {
    self->text = text;
    build (self, attributes, count);
    cs_schema_unref (self->schema);
    self->schema = schema != NULL ? cs_schema_ref (schema) : NULL;
    self->attributes = attributes;
  }
  g_autoptr (GPtrArray) alike = cs_case_model_selected_alike (model, id);
  for (guint i = 0; i < self->lines->len; i++) {
    Meaning meaning = meaning_of (alike, attributes, i);
    show_line (line_at (self, i), &meaning);
  }
  gtk_widget_set_visible (GTK_WIDGET (self), self->lines->len > 0);
}

gboolean
cs_attribute_box_letter (CsAttributeBox *self, gunichar letter)
{
  for (guint i = 0; i < self->lines->len; i++) {
    Line *line = line_at (self, i);
    if (line->letter != letter ||
        !gtk_widget_get_visible (cs_attribute_editor_widget (line->editor)))
      continue;
    cs_attribute_editor_press (line->editor);
    return TRUE;
  }
  return FALSE;
}

gboolean
cs_attribute_box_focus_missing (CsAttributeBox *self)
{
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (self->model), self->id);
  for (guint i = 0; mark != NULL && i < self->lines->len; i++) {
    const CsAttribute *attribute = cs_attribute_editor_attribute (line_at (self, i)->editor);
    GtkWidget *widget = cs_attribute_editor_widget (line_at (self, i)->editor);
    if (attribute->required && gtk_widget_get_visible (widget) &&
        cs_json_get (mark->attributes, attribute->key) == NULL)
      return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  }
  return FALSE;
}

/* --- life --- */

static void
cs_attribute_box_dispose (GObject *object)
{
  CsAttributeBox *self = CS_ATTRIBUTE_BOX (object);
  if (self->lines != NULL)
    g_array_set_size (self->lines, 0);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->schema, cs_schema_unref);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (cs_attribute_box_parent_class)->dispose (object);
}

static void
cs_attribute_box_class_init (CsAttributeBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_attribute_box_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cs_attribute_box_init (CsAttributeBox *self)
{
  self->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 8);
  gtk_widget_set_margin_start (self->grid, 12);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

GtkWidget *
cs_attribute_box_new (void)
{
  return g_object_new (CS_TYPE_ATTRIBUTE_BOX, NULL);
}
