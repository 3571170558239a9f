/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow-rows.h"
#include "cs-control-row.h"
#include "cs-relax-steps.h"
#include "cs-tier-numbers.h"
#include "cs-stage-words.h"
#include "cs-workflow-sketch.h"

#include <glib/gi18n.h>
#include <string.h>

#define EVERY_STAGE (CS_ROW_FIRST | CS_ROW_BETWEEN | CS_ROW_LAST)

typedef enum {
  WORDS,
  KEY,
  ROLES,
  NUMBER,
  CHOICE,
  TIERS,
  READERS,
  YES,
  RELAX,
  GROUPS,
  CONTROL
} Kind;

typedef struct {
  const char *value, *words;
} Choice;

typedef struct {
  const char *member;
  Kind kind;
  guint places; /* CsRowPlace */
  const char *title, *about;
  int least, most, usual; /* of NUMBER, and usual of CHOICE; a document may leave that out */
  const Choice *choices;  /* CHOICE and ROLES; of ROLES several */
} Field;

static const Choice autonomies[] = {
  { "free", N_ ("They choose") },
  { "order", N_ ("In the order of the queue") },
  { "segments", N_ ("Any of the segments open to them, the rest in order") },
  { NULL },
};

static const Choice coverages[] = {
  { "off", N_ ("Nothing is said") },
  { "warn", N_ ("Named before a decision") },
  { "block", N_ ("No decision before they were shown") },
  { NULL },
};

static const Choice send_backs[] = {
  { "free", N_ ("Who reviews chooses") },
  { "critical", N_ ("What is critical") },
  { "major", N_ ("What is major or critical") },
  { "minor", N_ ("All that is wrong") },
  { NULL },
};

static const Choice roles[] = {
  { "labeler", N_ ("Labeler") },
  { "reviewer", N_ ("Reviewer") },
  { "adjudicator", N_ ("Adjudicator") },
  { "sme", N_ ("Expert") },
  { NULL },
};

static const Choice tie_breakers[] = {
  { "adjudicate", N_ ("It is settled at the next stage") },
  { "another", N_ ("One more reads it first") },
  { NULL },
};

static const Choice excluded[] = {
  { "decider", N_ ("Who accepted it before") },
  { NULL },
};

static const Field fields[] = {
  { "name", WORDS, CS_ROW_WHOLE, N_ ("Name"), N_ ("What people call this way of working") },
  { "coverage", CHOICE, CS_ROW_WHOLE, N_ ("Slices not shown"),
    N_ ("What is done about slices that nobody was shown"), .usual = 1, .choices = coverages },
  { "send_back", CHOICE, CS_ROW_WHOLE, N_ ("Sent back to who made it"),
    N_ ("The rest is put right in the review. Who reviews may do otherwise; both are counted"),
    .choices = send_backs },
  { "doubt_below", NUMBER, CS_ROW_WHOLE, N_ ("In doubt below % sure"),
    N_ ("A mark that its model or file was less sure of takes its case through every stage; 0 is "
        "for none"),
    .least = 0, .most = 100, .usual = 0 },
  { "autonomy", CHOICE, CS_ROW_WHOLE, N_ ("Which case people take"),
    N_ ("In the order of the queue they may look at others, and take the first that waits for "
        "them; what was given to somebody is theirs"),
    .choices = autonomies },
  { "claim_hours", NUMBER, CS_ROW_WHOLE, N_ ("Hours for a case"),
    N_ ("Who takes one and does nothing on it for so long loses it to the next; 0 is for no end"),
    .least = 0, .most = 8760, .usual = 0 },
  { "control", CONTROL, CS_ROW_WHOLE, N_ ("Control cases"),
    N_ ("Signed cases that are read once more by who does not know it. Who only labels is told of "
        "what they handed in that it is, and no more") },
  { "key", KEY, EVERY_STAGE, N_ ("Name"), N_ ("Under another name it is another stage") },
  { "roles", ROLES, CS_ROW_FIRST | CS_ROW_BETWEEN, N_ ("Who acts"),
    N_ ("Never on what is their own, once it was read"), .choices = roles },
  { "reads", NUMBER, CS_ROW_FIRST, N_ ("Read by"),
    N_ ("Each for themselves; what they do not agree on is settled at the next stage"), .least = 1,
    .most = 9, .usual = 1 },
  { "reads_by_tier", READERS, CS_ROW_FIRST, N_ ("Read by, of each tier"),
    N_ ("Once it was read so often and found to be of tier 1, 2 or 3, so many read it in all, of a "
        "stricter tier no fewer; – is the number above") },
  { "tie_breaker", CHOICE, CS_ROW_FIRST, N_ ("Where they do not agree"),
    N_ ("Who reads it then is told nothing of it, and counts like the others; where several read"),
    .choices = tie_breakers },
  { "groups", GROUPS, CS_ROW_FIRST, N_ ("Labels dealt out"),
    N_ ("Each group is read by somebody else at the same time, and is not compared. Written as "
        "bones: "
        "fracture, luxation; lungs: nodule") },
  { "exclude", ROLES, CS_ROW_BETWEEN | CS_ROW_LAST, N_ ("Who does not act"),
    N_ ("Beside who made or changed the work, which is always so"), .choices = excluded },
  { "look_first", YES, CS_ROW_BETWEEN | CS_ROW_LAST, N_ ("Look first"),
    N_ ("The marks are hidden until they ask for them; what they marked before is kept") },
  { "share", NUMBER, CS_ROW_BETWEEN, N_ ("Share of the cases in %"),
    N_ ("Which ones is drawn by their ids; the others go past"), .least = 1, .most = 100,
    .usual = 100 },
  { "tiers", TIERS, CS_ROW_BETWEEN, N_ ("Share by tier in %"),
    N_ ("Of the cases whose strictest label is of tier 1, 2 or 3; – is the share above. What is in "
        "doubt or was put right passes always") },
  { "relax", RELAX, CS_ROW_BETWEEN, N_ ("Relaxed once"),
    N_ ("So many of the last cases decided here were accepted as they were; a lead takes the step, "
        "one after the other") },
};

/* One row that can be written in. */
typedef struct {
  const Field *field;
  int stage;
  CsRowChanged changed;
  gpointer owner;
  GtkWidget *first;     /* of what is written with */
  GtkWidget *checks[8]; /* ROLES, in the order of the choices */
} Cell;

static void
emit (Cell *cell, CsJson *value, gboolean goes_on)
{
  cell->changed (cell->owner, cell->stage, cell->field->member, value, goes_on);
}

/* --- with what --- */

static void
groups_cb (GtkEditable *entry, Cell *cell)
{
  emit (cell, cs_sketch_groups (gtk_editable_get_text (entry)), TRUE);
}

static GtkWidget *
new_groups (Cell *cell, const CsJson *object)
{
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *line = cs_sketch_groups_line (cs_json_get (object, cell->field->member));
  gtk_editable_set_text (GTK_EDITABLE (entry), line);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 24);
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  g_signal_connect (entry, "changed", G_CALLBACK (groups_cb), cell);
  return entry;
}

static void
words_cb (GtkEditable *entry, Cell *cell)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autofree char *key = cell->field->kind == KEY ? cs_stage_key (words) : NULL;
  const char *value = key != NULL ? key : words;
  emit (cell, cell->field->kind == KEY || *value != '\0' ? cs_json_new_string (value) : NULL, TRUE);
}

static GtkWidget *
new_entry (Cell *cell, const CsJson *object)
{
  GtkWidget *entry = gtk_entry_new ();
  const char *value = cs_json_get_string (object, cell->field->member);
  g_autofree char *title =
      cell->field->kind == KEY && value != NULL && *value != '\0' ? cs_stage_title (value) : NULL;
  const char *words = title != NULL ? title : value;
  gtk_editable_set_text (GTK_EDITABLE (entry), words != NULL ? words : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 24);
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE); /* the form undoes */
  gtk_entry_set_max_length (GTK_ENTRY (entry), cell->field->kind == KEY ? 40 : 150);
  g_signal_connect (entry, "changed", G_CALLBACK (words_cb), cell);
  return entry;
}

static void
number_cb (GtkSpinButton *spin, Cell *cell)
{
  int value = gtk_spin_button_get_value_as_int (spin);
  emit (cell, value != cell->field->usual ? cs_json_new_int (value) : NULL, TRUE);
}

static GtkWidget *
new_spin (Cell *cell, const CsJson *object)
{
  const Field *field = cell->field;
  GtkWidget *spin = gtk_spin_button_new_with_range (field->least, field->most, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin),
                             (double)cs_json_get_int (object, field->member, field->usual));
  gtk_editable_set_enable_undo (GTK_EDITABLE (spin), FALSE);
  g_signal_connect (spin, "value-changed", G_CALLBACK (number_cb), cell);
  return spin;
}

static void
choice_cb (GtkDropDown *drop, GParamSpec *pspec, Cell *cell)
{
  guint at = gtk_drop_down_get_selected (drop);
  if (at != GTK_INVALID_LIST_POSITION)
    emit (cell, cs_json_new_string (cell->field->choices[at].value), FALSE);
}

static GtkWidget *
new_drop (Cell *cell, const CsJson *object)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  const char *value = cs_json_get_string (object, cell->field->member);
  guint at = value == NULL ? (guint)cell->field->usual : GTK_INVALID_LIST_POSITION;
  for (guint i = 0; cell->field->choices[i].value != NULL; i++) {
    gtk_string_list_append (words, _ (cell->field->choices[i].words));
    if (g_strcmp0 (cell->field->choices[i].value, value) == 0)
      at = i;
  }
  GtkWidget *drop = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), at);
  g_signal_connect (drop, "notify::selected", G_CALLBACK (choice_cb), cell);
  return drop;
}

static void
role_cb (GtkCheckButton *check, Cell *cell)
{
  CsJson *names = cs_json_new_array ();
  for (guint i = 0; cell->field->choices[i].value != NULL; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (cell->checks[i])))
      cs_json_append (names, cs_json_new_string (cell->field->choices[i].value));
  emit (cell, names, FALSE);
}

static gboolean
has_name (const CsJson *names, const char *name)
{
  for (guint i = 0; i < cs_json_length (names); i++)
    if (g_strcmp0 (cs_json_string (cs_json_at (names, i)), name) == 0)
      return TRUE;
  return FALSE;
}

static GtkWidget *
new_checks (Cell *cell, const CsJson *object)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const CsJson *names = cs_json_get (object, cell->field->member);
  for (guint i = 0; cell->field->choices[i].value != NULL; i++) {
    GtkWidget *check = gtk_check_button_new_with_label (_ (cell->field->choices[i].words));
    g_assert (i < G_N_ELEMENTS (cell->checks));
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                 has_name (names, cell->field->choices[i].value));
    g_signal_connect (check, "toggled", G_CALLBACK (role_cb), cell);
    gtk_box_append (GTK_BOX (box), check);
    cell->checks[i] = check;
  }
  return box;
}

static void
tiers_cb (gpointer owner, CsJson *tiers)
{
  emit (owner, tiers, TRUE);
}

static void
yes_cb (GtkSwitch *button, GParamSpec *pspec, Cell *cell)
{
  emit (cell, gtk_switch_get_active (button) ? cs_json_new_bool (TRUE) : NULL, FALSE);
}

static GtkWidget *
new_switch (Cell *cell, const CsJson *object)
{
  GtkWidget *button = gtk_switch_new ();
  gtk_switch_set_active (GTK_SWITCH (button), cs_json_get_bool (object, cell->field->member));
  g_signal_connect (button, "notify::active", G_CALLBACK (yes_cb), cell);
  return button;
}

static void
steps_cb (gpointer owner, CsJson *steps, gboolean goes_on)
{
  emit (owner, steps, goes_on);
}

static void
control_cb (gpointer owner, CsJson *control, gboolean goes_on)
{
  emit (owner, control, goes_on);
}

static GtkWidget *
new_widget (Cell *cell, const CsJson *object)
{
  switch (cell->field->kind) {
  case YES:
    return new_switch (cell, object);
  case ROLES:
    return new_checks (cell, object);
  case NUMBER:
    return new_spin (cell, object);
  case CHOICE:
    return new_drop (cell, object);
  case TIERS:
  case READERS:
    return cs_tier_numbers_new (cell->field->kind == TIERS ? CS_TIER_SHARES : CS_TIER_READERS,
                                cs_json_get (object, cell->field->member), tiers_cb, cell,
                                &cell->checks[0]);
  case RELAX:
    return cs_relax_steps_new (cs_json_get (object, cell->field->member), steps_cb, cell,
                               &cell->checks[0]);
  case GROUPS:
    return new_groups (cell, object);
  case CONTROL:
    return cs_control_row_new (cs_json_get (object, cell->field->member), control_cb, cell,
                               &cell->checks[0]);
  default:
    return new_entry (cell, object);
  }
}

/* --- rows --- */

static void
add_row (AdwPreferencesGroup *group, const Field *field, const CsJson *object, int stage,
         CsRowChanged changed, gpointer owner)
{
  GtkWidget *row = adw_action_row_new ();
  Cell *cell = g_new0 (Cell, 1);
  *cell = (Cell){ field, stage, changed, owner };
  g_object_set_data_full (G_OBJECT (row), "cell", cell, g_free);
  GtkWidget *widget = new_widget (cell, object);
  cell->first = cell->checks[0] != NULL ? cell->checks[0] : widget;
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (field->title), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (field->title));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (field->about));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_preferences_group_add (group, row);
}

void
cs_workflow_rows_add (AdwPreferencesGroup *group, CsRowPlace place, const CsJson *object, int stage,
                      CsRowChanged changed, gpointer owner)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].places & place)
      add_row (group, &fields[i], object, stage, changed, owner);
}

/* --- a stage --- */

static GtkWidget *
new_button (const char *icon, const char *words, const char *action, guint stage)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", stage);
  return button;
}

/* A stage between the first and the last can be taken out, and go before or behind another one. */
static GtkWidget *
new_buttons (guint stage, guint n, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *earlier = g_strdup_printf (_ ("%s earlier"), title);
  g_autofree char *later = g_strdup_printf (_ ("%s later"), title);
  g_autofree char *out = g_strdup_printf (_ ("Take %s out"), title);
  if (stage > 1)
    gtk_box_append (GTK_BOX (box), new_button ("go-up-symbolic", earlier, "form.earlier", stage));
  if (stage + 2 < n)
    gtk_box_append (GTK_BOX (box), new_button ("go-down-symbolic", later, "form.later", stage));
  gtk_box_append (GTK_BOX (box), new_button ("list-remove-symbolic", out, "form.remove", stage));
  return box;
}

static CsRowPlace
place_of (guint stage, guint n)
{
  return stage == 0 ? CS_ROW_FIRST : (stage + 1 == n ? CS_ROW_LAST : CS_ROW_BETWEEN);
}

void
cs_workflow_stage_set_heading (AdwPreferencesGroup *group, const CsJson *stages, guint stage)
{
  const CsJson *from = cs_json_at (stages, stage);
  g_autofree char *title = cs_stage_title (cs_json_get_string (from, "key"));
  g_autofree char *heading = g_strdup_printf ("%u. %s", stage + 1, title);
  g_autofree char *escaped = g_markup_escape_text (heading, -1);
  adw_preferences_group_set_title (group, escaped);
}

GtkWidget *
cs_workflow_stage_new (const CsJson *stages, guint stage, CsRowChanged changed, gpointer owner)
{
  const CsJson *from = cs_json_at (stages, stage);
  guint n = cs_json_length (stages);
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = cs_stage_title (cs_json_get_string (from, "key"));
  cs_workflow_stage_set_heading (ADW_PREFERENCES_GROUP (group), stages, stage);
  if (place_of (stage, n) == CS_ROW_BETWEEN)
    adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group),
                                             new_buttons (stage, n, title));
  else
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           stage == 0 ? _ ("Every case begins here")
                                                      : _ ("Experts approve and sign; every case"));
  cs_workflow_rows_add (ADW_PREFERENCES_GROUP (group), place_of (stage, n), from, (int)stage,
                        changed, owner);
  return group;
}

/* --- mistakes --- */

typedef struct {
  int stage;
  const char *member, *sentence;
  gboolean found;
} Trouble;

static void
set_trouble (GtkWidget *widget, Trouble *trouble)
{
  const Cell *cell =
      ADW_IS_ACTION_ROW (widget) ? g_object_get_data (G_OBJECT (widget), "cell") : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); cell == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_trouble (child, trouble);
  if (cell == NULL)
    return;
  gboolean here = trouble->sentence != NULL && cell->stage == trouble->stage &&
                  g_strcmp0 (cell->field->member, trouble->member) == 0;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget),
                               here ? trouble->sentence : _ (cell->field->about));
  if (here)
    gtk_widget_add_css_class (widget, "cs-wrong");
  else
    gtk_widget_remove_css_class (widget, "cs-wrong");
  gtk_accessible_update_state (GTK_ACCESSIBLE (cell->first), GTK_ACCESSIBLE_STATE_INVALID,
                               here ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->first), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  here ? trouble->sentence : _ (cell->field->about), -1);
  trouble->found = trouble->found || here;
}

gboolean
cs_workflow_rows_set_trouble (GtkWidget *root, int stage, const char *member, const char *sentence)
{
  Trouble trouble = { stage, member, sentence, FALSE };
  set_trouble (root, &trouble);
  return trouble.found;
}

GtkWidget *
cs_workflow_rows_find (GtkWidget *root, int stage, const char *member)
{
  const Cell *cell = ADW_IS_ACTION_ROW (root) ? g_object_get_data (G_OBJECT (root), "cell") : NULL;
  if (cell != NULL)
    return cell->stage == stage && g_strcmp0 (cell->field->member, member) == 0 ? cell->first
                                                                                : NULL;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = cs_workflow_rows_find (child, stage, member);
  return found;
}
