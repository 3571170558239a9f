/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-news-box.h"

#include <glib/gi18n.h>

#define MAX_ROWS 100

struct _CsGuidelineNewsBox {
  GtkWidget parent_instance;
  GtkWidget *column, *heading, *between, *rows, *foot, *read;
};

G_DEFINE_FINAL_TYPE (CsGuidelineNewsBox, cs_guideline_news_box, GTK_TYPE_WIDGET)

char *
cs_guideline_news_words (const CsGuidelineNews *news)
{
  if (news->read == news->now)
    return g_strdup (_ ("Nothing changed since you read it"));
  if (news->read == 0)
    return g_strdup (_ ("You have not said yet that you have read it"));
  guint n = news->clauses->len;
  return g_strdup_printf (ngettext ("%u clause changed", "%u clauses changed", n), n);
}

static GtkWidget *
new_line (const char *words, const char *css)
{
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_widget_set_hexpand (label, TRUE);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

/* An icon, and two lines of which the second may be NULL. */
static GtkWidget *
new_row (const char *icon, const char *css, GtkWidget *first, GtkWidget *second)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (image, 2);
  gtk_widget_add_css_class (image, css);
  gtk_box_append (GTK_BOX (lines), first);
  if (second != NULL)
    gtk_box_append (GTK_BOX (lines), second);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), lines);
  return row;
}

/* "G-3.2 Pineal gland", which goes there where it still is. */
static GtkWidget *
new_title (const CsClauseNews *clause)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *heading = gtk_label_new (clause->heading);
  g_autofree char *name =
      g_strdup_printf ("%s %s", clause->is_generated ? "" : clause->id, clause->heading);
  if (!clause->is_generated)
    gtk_box_append (GTK_BOX (words), new_line (clause->id, "cs-dim"));
  gtk_label_set_ellipsize (GTK_LABEL (heading), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (heading, "cs-strong");
  gtk_box_append (GTK_BOX (words), heading);
  if (clause->change == CS_CLAUSE_REMOVED)
    return words;
  GtkWidget *title = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (title), words);
  gtk_widget_add_css_class (title, "cs-link");
  gtk_widget_add_css_class (title, "cs-plain");
  gtk_widget_set_halign (title, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_strchug (name), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (title), "guideline.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (title), "s", clause->id);
  return title;
}

/* What changed and what that means: "New rule", "Changes decisions". */
static char *
meaning_of (const CsClauseNews *clause)
{
  static const char *const kinds[] = { [CS_CLAUSE_ADDED] = N_ ("New rule"),
                                       [CS_CLAUSE_REMOVED] = N_ ("Gone"),
                                       [CS_CLAUSE_CHANGED] = N_ ("Changed") };
  const char *effect = cs_guideline_change_word (clause->effect);
  const char *kind = _ (kinds[clause->change]);
  if (effect == NULL)
    return g_strdup (kind);
  /* Translators: "New rule: Changes decisions" */
  return clause->change == CS_CLAUSE_CHANGED ? g_strdup (effect)
                                             : g_strdup_printf (_ ("%s: %s"), kind, effect);
}

static void
add_clause (CsGuidelineNewsBox *self, const CsClauseNews *clause)
{
  gboolean decisions = g_strcmp0 (clause->effect, "decisions") == 0;
  g_autofree char *meaning = meaning_of (clause);
  g_autofree char *touches = g_strdup_printf (
      ngettext ("%u of your cases is touched", "%u of your cases are touched", clause->cases),
      (guint)clause->cases);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *means = new_line (meaning, decisions ? "cs-close" : "cs-dim");
  gtk_widget_add_css_class (means, "cs-small");
  gtk_box_append (GTK_BOX (lines), means);
  if (clause->cases > 0)
    gtk_box_append (GTK_BOX (lines), new_line (touches, "cs-caption"));
  /* The reason of the others stands beside their words. */
  if (clause->change == CS_CLAUSE_REMOVED && clause->note != NULL)
    gtk_box_append (GTK_BOX (lines), new_line (clause->note, "cs-caption"));
  gtk_box_append (GTK_BOX (self->rows),
                  new_row (cs_guideline_effect_icon (clause->effect),
                           cs_guideline_effect_css (clause->effect), new_title (clause), lines));
}

static void
show_between (CsGuidelineNewsBox *self, const CsGuidelineNews *news)
{
  g_autofree char *words = cs_guideline_news_words (news);
  g_autofree char *between =
      news->read > 0 && news->read != news->now
          ? g_strdup_printf (_ ("Version %u to version %u"), (guint)news->read, (guint)news->now)
          : g_strdup (words);
  gtk_label_set_label (GTK_LABEL (self->heading), _ ("Since you last read"));
  gtk_label_set_label (GTK_LABEL (self->between), between);
}

void
cs_guideline_news_box_show (CsGuidelineNewsBox *self, const CsGuidelineNews *news, gboolean button)
{
  GtkWidget *row;
  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);
  show_between (self, news);
  gtk_widget_set_visible (self->foot, button);
  gtk_button_set_label (GTK_BUTTON (self->read),
                        news->read == 0 ? _ ("I Have Read It") : _ ("I Have Read These Changes"));
  if (news->read == 0 || news->read == news->now)
    return;
  if (news->clauses->len == 0)
    gtk_box_append (GTK_BOX (self->rows),
                    new_line (_ ("Every rule says what it said before."), "cs-dim"));
  for (guint i = 0; i < news->clauses->len && i < MAX_ROWS; i++)
    add_clause (self, news->clauses->pdata[i]);
}

static void
cs_guideline_news_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_GUIDELINE_NEWS_BOX);
  G_OBJECT_CLASS (cs_guideline_news_box_parent_class)->dispose (object);
}

static void
cs_guideline_news_box_class_init (CsGuidelineNewsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_guideline_news_box_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/guidelines/cs-guideline-news-box.ui");
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineNewsBox, column);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineNewsBox, heading);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineNewsBox, between);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineNewsBox, rows);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineNewsBox, foot);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineNewsBox, read);
}

static void
cs_guideline_news_box_init (CsGuidelineNewsBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
