/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thin wrappers of dialogs whose classes differ between versions of the toolkit: telling, asking,
 * choosing files, "about". Main thread. */
#pragma once

#include <gtk/gtk.h>

/* Presents a dialog with buttons that have underlined letters. */
void cs_dialog_present (GtkWidget *dialog);

/* One sentence as heading, the rest below, and Close. */
void cs_tell (GtkWindow *parent, const char *heading, const char *body);

/* CALLBACK gets TRUE from cs_ask_finish when the person chose ACCEPT, the word of what will happen
 * ("Discard"). HARM: it destroys something. */
void cs_ask_async (GtkWindow *parent, const char *heading, const char *body, const char *accept,
                   gboolean harm, GAsyncReadyCallback callback, gpointer user_data);
/* Something is left to do: ACCEPT goes on all the same, INSTEAD, which Enter and Esc choose too,
 * sees to it. Ends with cs_ask_finish as well. */
void cs_ask_anyway_async (GtkWindow *parent, const char *heading, const char *accept,
                          const char *instead, GAsyncReadyCallback callback, gpointer user_data);
gboolean cs_ask_finish (GAsyncResult *result);
/* Asks for a sentence, called NAME ("Why"), without which ACCEPT cannot be chosen. */
void cs_ask_sentence_async (GtkWindow *parent, const char *heading, const char *body,
                            const char *name, const char *accept, GAsyncReadyCallback callback,
                            gpointer user_data);
/* NULL when the person thought better of it. Caller frees. */
char *cs_ask_sentence_finish (GAsyncResult *result);

typedef enum {
  CS_CHOOSE_PROJECT,
  CS_CHOOSE_FILE,
  CS_CHOOSE_FILES, /* one path a line of the answer */
  CS_CHOOSE_FOLDER,
  CS_CHOOSE_SAVE,
} CsChoose;

/* PROPOSAL is a file name for SAVE, or NULL. */
void cs_choose_file_async (GtkWindow *parent, CsChoose what, const char *title,
                           const char *proposal, GAsyncReadyCallback callback, gpointer user_data);
/* NULL when nothing was chosen. Caller frees. */
char *cs_choose_file_finish (GAsyncResult *result, GError **error);

/* Opens the folder that PATH is, or lies in, in the file manager, where there is one. */
void cs_show_in_files (const char *path);

void cs_about_present (GtkWindow *parent);
