/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-doubtful-dialog.h"

#include "cs-problem.h"
#include "cs-row-name.h"

#include <glib/gi18n.h>
#include <string.h>

guint
cs_doubtful_count (const GPtrArray *problems)
{
  guint n = 0;
  for (guint i = 0; i < problems->len; i++)
    n += ((CsProblem *)problems->pdata[i])->severity != CS_SEVERITY_INFO;
  return n;
}

static char *
new_key (const CsProblem *problem)
{
  return g_strdup_printf ("%s\n%s", problem->code,
                          problem->location != NULL ? problem->location : problem->message);
}

gboolean
cs_doubtful_has_news (const GPtrArray *problems, const GPtrArray *known)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; known != NULL && i < known->len; i++)
    g_hash_table_add (keys, new_key (known->pdata[i]));
  for (guint i = 0; i < problems->len; i++) {
    const CsProblem *problem = problems->pdata[i];
    g_autofree char *key = new_key (problem);
    if (problem->severity != CS_SEVERITY_INFO && !g_hash_table_contains (keys, key))
      return TRUE;
  }
  return FALSE;
}

/* Without the advice that is for the command line ("...; name it with --encoding"). */
static char *
reason_of (const CsProblem *problem)
{
  if (strcmp (problem->code, "encoding-not-declared") == 0)
    return g_strdup (_ ("It does not say which encoding it has. Press Choose Encoding… "
                        "where the files are chosen; that can be done later, in Import."));
  char *reason = g_strdup (problem->message);
  char *option = strstr (reason, " --");
  char *advice = option != NULL ? g_strrstr_len (reason, option - reason, "; ") : NULL;
  if (advice != NULL)
    *advice = '\0';
  return reason;
}

/* --- one of them --- */

#define CS_TYPE_DOUBT (cs_doubt_get_type ())
G_DECLARE_FINAL_TYPE (CsDoubt, cs_doubt, CS, DOUBT, GObject)

struct _CsDoubt {
  GObject parent_instance;
  char *location; /* or NULL */
  char *reason;
  gboolean left_out;
};

G_DEFINE_FINAL_TYPE (CsDoubt, cs_doubt, G_TYPE_OBJECT)

static void
cs_doubt_finalize (GObject *object)
{
  CsDoubt *self = CS_DOUBT (object);
  g_free (self->location);
  g_free (self->reason);
  G_OBJECT_CLASS (cs_doubt_parent_class)->finalize (object);
}

static void
cs_doubt_class_init (CsDoubtClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_doubt_finalize;
}

static void
cs_doubt_init (CsDoubt *self)
{
}

static CsDoubt *
cs_doubt_new (const CsProblem *problem)
{
  CsDoubt *self = g_object_new (CS_TYPE_DOUBT, NULL);
  self->location = g_strdup (problem->location);
  self->reason = reason_of (problem);
  self->left_out = problem->severity == CS_SEVERITY_ERROR;
  return self;
}

/* --- its row, made only while it is seen: there can be thousands --- */

static GtkWidget *
new_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (row), gtk_image_new ());
  gtk_box_append (GTK_BOX (row), words);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  new_label (words);
  GtkWidget *reason = new_label (words);
  gtk_widget_add_css_class (reason, "cs-small");
  gtk_widget_add_css_class (reason, "cs-dim");
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, g_object_new (CS_TYPE_ROW_NAME, "child", row, NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  static const char *const left_out[] = { "cs-missed", NULL }, *const taken[] = { "cs-close",
                                                                                  NULL };
  CsDoubt *doubt = gtk_list_item_get_item (item);
  GtkWidget *name = gtk_list_item_get_child (item);
  GtkWidget *image = gtk_widget_get_first_child (gtk_widget_get_first_child (name));
  GtkWidget *first = gtk_widget_get_first_child (gtk_widget_get_next_sibling (image));
  GtkWidget *second = gtk_widget_get_next_sibling (first);
  gtk_image_set_from_icon_name (GTK_IMAGE (image),
                                doubt->left_out ? "cs-rejected-symbolic" : "cs-close-symbolic");
  gtk_widget_set_css_classes (image, (const char **)(doubt->left_out ? left_out : taken));
  gtk_widget_set_tooltip_text (image,
                               doubt->left_out ? _ ("Left out") : _ ("Taken, but look at it"));
  gtk_label_set_label (GTK_LABEL (first),
                       doubt->location != NULL ? doubt->location : doubt->reason);
  gtk_label_set_label (GTK_LABEL (second), doubt->reason);
  gtk_widget_set_visible (second, doubt->location != NULL);
  g_autofree char *spoken = doubt->location != NULL
                                ? g_strdup_printf ("%s: %s", doubt->location, doubt->reason)
                                : g_strdup (doubt->reason);
  g_object_set (name, "words", spoken, NULL);
}

/* CODE NULL: all that are in doubt. */
static gboolean
is_shown (const CsProblem *problem, const char *code)
{
  return code != NULL ? strcmp (problem->code, code) == 0 : problem->severity != CS_SEVERITY_INFO;
}

void
cs_doubtful_dialog_present (GtkWindow *parent, const char *title, const GPtrArray *problems)
{
  cs_doubtful_dialog_present_all (parent, title, problems, NULL);
}

void
cs_doubtful_dialog_present_all (GtkWindow *parent, const char *title, const GPtrArray *problems,
                                const char *code)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/dialogs/cs-doubtful-dialog.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  GtkListView *list = GTK_LIST_VIEW (gtk_builder_get_object (builder, "list"));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GListStore *doubts = g_list_store_new (CS_TYPE_DOUBT);
  for (guint i = 0; i < problems->len; i++) {
    const CsProblem *problem = problems->pdata[i];
    g_autoptr (CsDoubt) doubt = is_shown (problem, code) ? cs_doubt_new (problem) : NULL;
    if (doubt != NULL)
      g_list_store_append (doubts, doubt);
  }
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (list, factory);
  g_object_unref (factory);
  g_autoptr (GtkSelectionModel) model =
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (doubts)));
  gtk_list_view_set_model (list, model);
  gtk_window_set_title (window, title);
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
