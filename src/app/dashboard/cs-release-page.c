/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-release-page.h"
#include "cs-case-words.h"
#include "cs-dialogs.h"
#include "cs-doubtful-dialog.h"
#include "cs-export-dialog.h"
#include "cs-load-dialog.h"
#include "cs-main-window.h"
#include "cs-release-dialog.h"
#include "cs-release-look.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ROWS 200

struct _CsReleasePage {
  AdwBin parent_instance;
  GtkWidget *releases, *stack, *icon, *verdict, *line, *states, *open, *open_title, *open_more,
      *name, *by, *holds, *words;
  CsSession *session;
  CsReleaseFacts *facts;
  char *shown; /* the release; NULL: the next one */
  guint looks; /* under way at it */
  gboolean stale, filling;
};

G_DEFINE_FINAL_TYPE (CsReleasePage, cs_release_page, ADW_TYPE_BIN)

/* By the word of cs_export_case_state. */
static const struct {
  const char *state, *icon, *css, *words, *line;
  const char *filter; /* of Items; NULL for none of its own */
} states[] = {
  { "signed", "cs-sign-symbolic", "cs-met", N_ ("Signed"), N_ ("They are in the release"),
    "signed" },
  { "changed-after-signing", "cs-broken-symbolic", "cs-trouble", N_ ("Changed after signing"),
    N_ ("The signature does not cover what is there now"), "changed" },
  { "accepted", "cs-met-symbolic", "cs-met", N_ ("Accepted, not signed"),
    N_ ("Who accepted them signs"), "accepted" },
  { "submitted", "cs-review-symbolic", "cs-here", N_ ("Under review"),
    N_ ("Submitted, not yet approved"), NULL },
  { "in-work", "cs-close-symbolic", "cs-here", N_ ("In work"), N_ ("Somebody reads or corrects"),
    NULL },
  { "not-read", "cs-open-symbolic", "cs-dim", N_ ("Not read"), N_ ("Nobody has submitted them"),
    "to-read" },
  { "rejected", "cs-rejected-symbolic", "cs-dim", N_ ("Rejected"), N_ ("Out until a lead reopens"),
    "rejected" },
};

/* --- the next release --- */

static void
empty (GtkWidget *list)
{
  GtkWidget *row;
  while ((row = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
}

static void
show_verdict (CsReleasePage *self)
{
  guint n_signed = cs_release_facts_count (self->facts, "signed");
  guint rejected = cs_release_facts_count (self->facts, "rejected");
  guint wanted = self->facts->cases->len - rejected;
  gboolean all = n_signed > 0 && n_signed == wanted;
  g_autofree char *some = g_strdup_printf (_ ("%u of %u cases are signed."), n_signed, wanted);
  const char *verdict = wanted == 0     ? _ ("There are no cases yet.")
                        : n_signed == 0 ? _ ("Nothing is signed yet.")
                        : all           ? _ ("Ready: every case is signed.")
                                        : some;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), all            ? "cs-met-symbolic"
                                                        : n_signed > 0 ? "cs-close-symbolic"
                                                                       : "cs-not-met-symbolic");
  gtk_widget_set_css_classes (self->icon, (const char *[]){ all            ? "cs-met"
                                                            : n_signed > 0 ? "cs-close"
                                                                           : "cs-missed",
                                                            NULL });
  gtk_label_set_label (GTK_LABEL (self->verdict), verdict);
  gtk_label_set_label (GTK_LABEL (self->line),
                       n_signed > 0 ? _ ("A release freezes the signed cases; the others stay out.")
                                    : _ ("Only signed cases go into a release."));
  gtk_label_set_label (GTK_LABEL (self->words),
                       n_signed > 0 ? "" : _ ("A release needs at least one signed case"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "releases.cut", n_signed > 0);
}

static void
add_state (CsReleasePage *self, guint which, guint count)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (states[which].icon);
  g_autofree char *figure = g_strdup_printf ("%u", count);
  GtkWidget *value = gtk_label_new (figure);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (states[which].words));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (states[which].line));
  gtk_widget_add_css_class (icon, states[which].css);
  gtk_widget_add_css_class (value, "cs-heading");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (states[which].filter != NULL && count > 0) {
    GtkWidget *show = gtk_button_new_with_label (_ ("Show Cases"));
    gtk_widget_set_valign (show, GTK_ALIGN_CENTER);
    gtk_widget_add_css_class (show, "cs-quiet");
    gtk_actionable_set_action_target (GTK_ACTIONABLE (show), "s", states[which].filter);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "win.show-cases");
    gtk_accessible_update_relation (GTK_ACCESSIBLE (show), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    row, NULL, -1);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), show);
  }
  gtk_widget_set_size_request (value, 48, -1);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), value);
  gtk_list_box_append (GTK_LIST_BOX (self->states), row);
}

static void
show_states (CsReleasePage *self)
{
  empty (self->states);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    guint count = cs_release_facts_count (self->facts, states[i].state);
    if (count > 0 || i == 0)
      add_state (self, i, count);
  }
}

static void
add_open (CsReleasePage *self, const CsCaseRow *one)
{
  const CsCaseWord *word = cs_case_word_of (one);
  GtkWidget *row = adw_action_row_new (), *icon = gtk_image_new_from_icon_name (word->icon);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), one->title);
  g_autofree char *waits = cs_case_waits (
      one, one->holder != NULL ? cs_session_person (self->session, one->holder) : NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), waits);
  gtk_widget_add_css_class (icon, word->css);
  gtk_widget_set_tooltip_text (icon, word->word);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_append (GTK_LIST_BOX (self->open), row);
}

static void
show_open (CsReleasePage *self)
{
  guint listed = 0, all = 0;
  empty (self->open);
  for (guint i = 0; i < self->facts->cases->len; i++) {
    const CsCaseRow *one = self->facts->cases->pdata[i];
    if (strcmp (cs_export_case_state (one), "signed") == 0)
      continue;
    if (all++ < MAX_ROWS) {
      add_open (self, one);
      listed++;
    }
  }
  g_autofree char *more = g_strdup_printf (
      ngettext ("and %u more; Items lists all", "and %u more; Items lists all", all - listed),
      all - listed);
  gtk_widget_set_visible (self->open, all > 0);
  gtk_widget_set_visible (self->open_title, all > 0);
  gtk_label_set_label (GTK_LABEL (self->open_more), more);
  gtk_widget_set_visible (self->open_more, all > listed);
}

/* --- releases --- */

static const CsReleaseRow *
shown_release (CsReleasePage *self)
{
  for (guint i = 0; self->shown != NULL && self->facts != NULL && i < self->facts->releases->len;
       i++) {
    const CsReleaseRow *row = self->facts->releases->pdata[i];
    if (strcmp (row->name, self->shown) == 0)
      return row;
  }
  return NULL;
}

static void
add_held (CsReleasePage *self, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new (), *label = gtk_label_new (value);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_tooltip_text (label, value);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_RELATION_LABELLED_BY, row,
                                  NULL, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (GTK_LIST_BOX (self->holds), row);
}

static void
add_count (CsReleasePage *self, const char *title, guint64 count)
{
  g_autofree char *figure = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  add_held (self, title, figure);
}

static void
show_look (CsReleasePage *self, const CsReleaseLook *look)
{
  g_autofree char *size = g_format_size (look->bytes);
  g_autofree char *files =
      g_strdup_printf (ngettext ("%u file, %s", "%u files, %s", look->files), look->files, size);
  add_count (self, _ ("Cases"), look->cases);
  add_count (self, _ ("Pictures and texts"), look->items);
  add_count (self, _ ("Marks"), look->marks);
  add_held (self, _ ("Files"), files);
  add_held (self, _ ("Formats"), look->formats);
  add_held (self, _ ("Sources"),
            look->with_sources ? _ ("Written with it") : _ ("Named by their SHA-256, not written"));
  if (look->fingerprint != NULL)
    add_held (self, _ ("Signed with the key"), look->fingerprint);
}

static void
look_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsReleasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer look = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &look, &error);
  if (self->session == CS_SESSION (source) && self->looks == 1) {
    empty (self->holds);
    if (ok)
      show_look (self, look);
    else
      gtk_label_set_label (GTK_LABEL (self->by), error->message);
    gtk_widget_set_visible (self->holds, ok);
  }
  self->looks--;
  cs_release_look_free (look);
}

/* The folder that the release was last written to. */
static char *
written_key (const CsReleaseRow *row)
{
  char hex[CS_HASH_HEX + 1];
  return g_strconcat ("release-", cs_hash_to_hex (&row->hash, hex), NULL);
}

static CsPreferences *
preferences_of (CsReleasePage *self)
{
  return cs_main_window_preferences (cs_main_window_of (GTK_WIDGET (self)));
}

static void
update_folder (CsReleasePage *self, const CsReleaseRow *row)
{
  g_autofree char *key = written_key (row);
  g_autofree char *path = cs_preferences_text (preferences_of (self), key);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "releases.folder", path != NULL);
}

static void
show_release (CsReleasePage *self)
{
  const CsReleaseRow *row = shown_release (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), row != NULL ? "release" : "next");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "releases.bundle", row != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "releases.check", row != NULL);
  if (row == NULL)
    return;
  update_folder (self, row);
  CsJobSpec spec = { .run = cs_release_look_job,
                     .data = g_strdup (row->name),
                     .free_data = g_free,
                     .free_result = cs_release_look_free };
  self->looks++;
  cs_session_run_async (self->session, &spec, NULL, look_cb, g_object_ref (self));
  g_autofree char *when = cs_when_long (cs_session_env (self->session), row->wall);
  g_autofree char *by =
      g_strdup_printf (_ ("Cut by %s, %s; the same bytes each time it is exported."),
                       cs_session_person (self->session, row->by), when);
  gtk_label_set_label (GTK_LABEL (self->name), row->name);
  gtk_label_set_label (GTK_LABEL (self->by), by);
}

static void
add_release (CsReleasePage *self, const char *key, const char *title, const char *when)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (title), *day = gtk_label_new (when);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (day, "cs-dim");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), day);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->releases), row);
  if (g_strcmp0 (key, self->shown) == 0)
    gtk_list_box_select_row (GTK_LIST_BOX (self->releases), GTK_LIST_BOX_ROW (row));
}

static void
show_releases (CsReleasePage *self)
{
  self->filling = TRUE;
  empty (self->releases);
  if (shown_release (self) == NULL)
    g_clear_pointer (&self->shown, g_free);
  add_release (self, NULL, _ ("Next release"), "");
  for (guint i = self->facts->releases->len; i-- > 0;) {
    const CsReleaseRow *row = self->facts->releases->pdata[i];
    g_autofree char *when = cs_when (cs_session_env (self->session), row->wall);
    add_release (self, row->name, row->name, when);
  }
  self->filling = FALSE;
}

static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, CsReleasePage *self)
{
  if (row == NULL || self->filling)
    return;
  g_free (self->shown);
  self->shown = g_strdup (g_object_get_data (G_OBJECT (row), "key"));
  show_release (self);
}

/* --- reading --- */

/* What the person here has just cut is what they look for. */
static void
choose_new (CsReleasePage *self, const CsReleaseFacts *before)
{
  guint n = self->facts->releases->len;
  const CsReleaseRow *last = n > 0 ? self->facts->releases->pdata[n - 1] : NULL;
  if (before == NULL || n <= before->releases->len ||
      g_strcmp0 (last->by, cs_session_facts (self->session)->handle) != 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (last->name);
}

static void
facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsReleasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  if (self->session != CS_SESSION (source)) {
    cs_release_facts_free (value);
    return;
  }
  if (!ok) {
    cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (self)), error);
    return;
  }
  CsReleaseFacts *before = self->facts;
  self->facts = value;
  choose_new (self, before);
  cs_release_facts_free (before);
  show_verdict (self);
  show_states (self);
  show_open (self);
  show_releases (self);
  show_release (self);
}

void
cs_release_page_refresh (CsReleasePage *self)
{
  self->stale = TRUE;
  if (self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->stale = FALSE;
  CsJobSpec spec = { .run = cs_release_facts_job, .free_result = cs_release_facts_free };
  cs_session_run_async (self->session, &spec, NULL, facts_cb, g_object_ref (self));
}

static void
cs_release_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cs_release_page_parent_class)->map (widget);
  if (CS_RELEASE_PAGE (widget)->stale)
    cs_release_page_refresh (CS_RELEASE_PAGE (widget));
}

void
cs_release_page_set_session (CsReleasePage *self, CsSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  self->stale = TRUE;
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->facts, cs_release_facts_free);
  empty (self->releases);
  empty (self->states);
  empty (self->open);
  empty (self->holds);
}

/* --- acts --- */

static void
cut_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsReleasePage *self = CS_RELEASE_PAGE (widget);
  if (self->facts == NULL)
    return;
  g_autofree char *proposal = g_strdup_printf ("release-%u", self->facts->releases->len + 1);
  cs_release_dialog_present (cs_main_window_of (widget), proposal,
                             cs_release_facts_count (self->facts, "signed"), self->facts->has_key,
                             self->facts->sample);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_export_dialog_present (cs_main_window_of (widget));
}

static void
load_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_load_dialog_present (cs_main_window_of (widget));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  const CsReleaseChecked *checked = value;
  if (!ok)
    cs_main_window_tell_error (window, error);
  else if (checked->report->sound) {
    g_autofree char *body = g_strdup_printf (
        _ ("Files as they were cut: %u. Cases with a good signature: %u. Marks as they were "
           "signed: %u."),
        checked->report->files, checked->report->cases, (guint)checked->report->marks);
    cs_tell (GTK_WINDOW (window), _ ("The release is what was signed"), body);
  } else
    cs_doubtful_dialog_present (GTK_WINDOW (window), _ ("The Release Is Not What Was Signed"),
                                checked->problems);
  cs_release_checked_free (value);
}

static void
check_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsReleasePage *self = CS_RELEASE_PAGE (widget);
  if (self->shown == NULL)
    return;
  CsJobSpec spec = { .title = _ ("Verifying the release"),
                     .run = cs_release_check_job,
                     .data = g_strdup (self->shown),
                     .free_data = g_free,
                     .free_result = cs_release_checked_free };
  cs_session_run_async (self->session, &spec, NULL, checked_cb,
                        g_object_ref (cs_main_window_of (widget)));
}

static void
folder_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsReleasePage *self = CS_RELEASE_PAGE (widget);
  const CsReleaseRow *row = shown_release (self);
  if (row == NULL)
    return;
  g_autofree char *key = written_key (row);
  g_autofree char *path = cs_preferences_text (preferences_of (self), key);
  if (path != NULL)
    cs_show_in_files (path);
}

typedef struct {
  CsMainWindow *window;
  CsReleasePage *page;
  char *to, *key;
} Writing;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Writing *writing = user_data;
  g_autoptr (GError) error = NULL;
  if (cs_session_run_finish (CS_SESSION (source), result, NULL, &error)) {
    cs_main_window_toast (writing->window,
                          _ ("The release is written. VERIFY.txt in it says how to check it."),
                          NULL, NULL);
    cs_preferences_set_text (cs_main_window_preferences (writing->window), writing->key,
                             writing->to);
    cs_show_in_files (writing->to);
    if (shown_release (writing->page) != NULL)
      update_folder (writing->page, shown_release (writing->page));
  } else
    cs_main_window_tell_error (writing->window, error);
  g_object_unref (writing->page);
  g_object_unref (writing->window);
  g_free (writing->to);
  g_free (writing->key);
  g_free (writing);
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsReleasePage) self = user_data;
  g_autofree char *path = cs_choose_file_finish (result, NULL);
  const CsReleaseRow *row = shown_release (self);
  if (path == NULL || self->session == NULL || row == NULL)
    return;
  CsBundleOrder *order = g_new0 (CsBundleOrder, 1);
  Writing *writing = g_new0 (Writing, 1);
  order->name = g_strdup (self->shown);
  order->to = g_strdup (path);
  writing->window = g_object_ref (cs_main_window_of (GTK_WIDGET (self)));
  writing->to = g_strdup (path);
  writing->key = written_key (row);
  writing->page = g_object_ref (self);
  CsJobSpec spec = { .title = _ ("Exporting the release"),
                     .run = cs_bundle_job,
                     .data = order,
                     .free_data = cs_bundle_order_free };
  cs_session_run_async (self->session, &spec, NULL, written_cb, writing);
}

static void
bundle_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsReleasePage *self = CS_RELEASE_PAGE (widget);
  gboolean zip = g_str_equal (g_variant_get_string (target, NULL), "zip");
  if (self->shown == NULL)
    return;
  g_autofree char *proposal = g_strconcat (self->shown, zip ? ".zip" : "", NULL);
  cs_choose_file_async (GTK_WINDOW (gtk_widget_get_root (widget)), CS_CHOOSE_SAVE,
                        zip ? _ ("Export as a Zip File") : _ ("Export as a New Folder"), proposal,
                        place_chosen_cb, g_object_ref (self));
}

/* --- life --- */

static void
cs_release_page_dispose (GObject *object)
{
  CsReleasePage *self = CS_RELEASE_PAGE (object);
  g_clear_object (&self->session);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_RELEASE_PAGE);
  g_clear_pointer (&self->facts, cs_release_facts_free);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (cs_release_page_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, CsReleasePage, child)

static void
cs_release_page_class_init (CsReleasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_release_page_dispose;
  widget_class->map = cs_release_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-release-page.ui");
  BIND (releases);
  BIND (stack);
  BIND (icon);
  BIND (verdict);
  BIND (line);
  BIND (states);
  BIND (open);
  BIND (open_title);
  BIND (open_more);
  BIND (name);
  BIND (by);
  BIND (holds);
  BIND (words);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_install_action (widget_class, "releases.cut", NULL, cut_cb);
  gtk_widget_class_install_action (widget_class, "releases.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "releases.load", NULL, load_cb);
  gtk_widget_class_install_action (widget_class, "releases.bundle", "s", bundle_cb);
  gtk_widget_class_install_action (widget_class, "releases.check", NULL, check_cb);
  gtk_widget_class_install_action (widget_class, "releases.folder", NULL, folder_cb);
}

static void
cs_release_page_init (CsReleasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
