/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sign-words.h"
#include "cs-key-file.h"
#include "cs-manifest.h"
#include "cs-sign-entry.h"

#include <glib/gi18n.h>
#include <string.h>

#define WIDTH 760
#define HIGHER 640

const char *
cs_sign_strength (const char *secret)
{
  glong n = g_utf8_strlen (secret, -1);
  guint kinds = 0;
  for (const char *p = secret; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    kinds |=
        g_unichar_isdigit (c) ? 1 : (g_unichar_isupper (c) ? 2 : (g_unichar_isalpha (c) ? 4 : 8));
  }
  if (!cs_passphrase_check (secret, strlen (secret), NULL))
    return NULL;
  if (n >= 20 || (n >= 14 && (kinds & (kinds - 1)) != 0))
    return _ ("Hard to guess.");
  if (n >= 12 || (kinds & (kinds - 1)) != 0)
    return _ ("Some days of guessing. A few words more make it hard.");
  return _ ("Easy to guess. Four unrelated words are better.");
}

char *
cs_sign_who (const char *person, guint roles)
{
  static const struct {
    guint role;
    const char *word;
  } words[] = { { CS_ROLE_SME, N_ ("expert") },      { CS_ROLE_REVIEWER, N_ ("reviewer") },
                { CS_ROLE_LEAD, N_ ("lead") },       { CS_ROLE_ADJUDICATOR, N_ ("adjudicator") },
                { CS_ROLE_LABELER, N_ ("labeler") }, { CS_ROLE_AUDITOR, N_ ("auditor") } };
  g_autoptr (GString) who = g_string_new (person);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (roles & words[i].role)
      g_string_append_printf (who, ", %s", _ (words[i].word));
  return g_string_free (g_steal_pointer (&who), FALSE);
}

char *
cs_sign_left_out (const GPtrArray *left)
{
  if (left->len == 0)
    return NULL;
  if (left->len > 1)
    return g_strdup_printf (_ ("%u cases left out, see the list"), left->len);
  const CsSignRow *row = left->pdata[0];
  g_autofree char *reason = cs_sign_row_reason (row);
  return g_strdup_printf (_ ("1 case left out: %s, %s"), row->title, reason);
}

void
cs_sign_show_statement (GtkWidget *label, const char *meaning)
{
  const char *statement = cs_meaning_statement (meaning);
  const char *colon = strchr (statement, ':');
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  bold->end_index = colon != NULL ? (guint)(colon - statement) : 0;
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_label (GTK_LABEL (label), statement);
}

void
cs_sign_show_key (GtkWindow *window, GtkWidget *old_key, GtkWidget *new_key, gboolean has_key)
{
  gtk_widget_set_visible (old_key, has_key);
  gtk_widget_set_visible (new_key, !has_key);
  if (!has_key)
    gtk_window_set_default_size (window, WIDTH, HIGHER);
}
