/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-reading.h"
#include "cs-decoder.h"
#include "cs-sample.h"
#include "cs-test-project.h"
#include "cs-test-session.h"

#define PATIENCE 60000 /* milliseconds */

static char *sample_dir;

/* --- waiting --- */

static gboolean
late_cb (gpointer late)
{
  *(gboolean *)late = TRUE;
  return G_SOURCE_CONTINUE;
}

void
cs_test_reading_wait (gboolean (*is) (gpointer data), gpointer data)
{
  gboolean late = FALSE;
  guint source = g_timeout_add (PATIENCE, late_cb, &late);
  while (!is (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_true (is (data));
}

gboolean
cs_test_reading_is_saved (gpointer reading)
{
  return cs_case_model_save_state (((CsTestReading *)reading)->model) != CS_SAVE_UNDER_WAY;
}

/* --- the copy, and the case in it --- */

void
cs_test_reading_make_sample (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  sample_dir = cs_test_dir ();
  CsEnv *env = cs_test_env (sample_dir, 1);
  g_autofree char *folder = g_build_filename (sample_dir, "sample", NULL);
  cs_sample_create (env, folder, decoder, &error);
  g_assert_no_error (error);
  cs_env_free (env);
}

static void
copy_sample (CsTestReading *reading)
{
  static guint64 seed = 1;
  g_autoptr (GError) error = NULL;
  g_autofree char *made = g_build_filename (sample_dir, "sample", "sample.countersign", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (made);
  reading->env = cs_test_env (sample_dir, ++seed);
  reading->dir = cs_test_dir ();
  reading->path = g_build_filename (reading->dir, "copy.countersign", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (reading->path);
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open (reading->env, reading->path, "sample-ana");
  reading->patient = cs_test_case (project, "Patient 2");
}

void
cs_test_reading_begin (CsTestReading *reading)
{
  *reading = (CsTestReading){ 0 };
  copy_sample (reading);
  reading->session = cs_session_new (reading->env);
  cs_test_session_open (reading->session, reading->path, "sample-ana");
  reading->model = cs_test_session_case (reading->session, &reading->patient, FALSE);
}

void
cs_test_reading_show (CsTestReading *reading, GtkWidget *view, int width, int height)
{
  reading->window = g_object_ref (GTK_WINDOW (gtk_window_new ()));
  gtk_window_set_decorated (reading->window, FALSE);
  gtk_window_set_default_size (reading->window, width, height);
  gtk_window_set_child (reading->window, view);
  gtk_window_present (reading->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (reading->window));
}

void
cs_test_reading_end (CsTestReading *reading, GtkWidget *canvas)
{
  gtk_window_destroy (reading->window);
  g_object_unref (reading->window);
  g_assert_finalize_object (canvas);
  g_clear_object (&reading->model);
  g_clear_object (&reading->session);
  cs_session_drain ();
  cs_env_free (reading->env);
  g_free (reading->path);
  g_free (reading->dir);
}
