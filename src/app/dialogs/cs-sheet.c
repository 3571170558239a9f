/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sheet.h"
#include "cs-dialogs.h"

#include <glib/gi18n.h>

#define MARGIN 20      /* mm */
#define FOOTER_LINES 2 /* at the foot of a page: nothing, and its number */

typedef struct {
  char *text;
  PangoLayout *layout;
  GArray *breaks; /* int: first line of each page */
} Sheet;

static void
sheet_free (gpointer data, GClosure *closure)
{
  Sheet *sheet = data;
  g_clear_object (&sheet->layout);
  g_array_unref (sheet->breaks);
  g_free (sheet->text);
  g_free (sheet);
}

static int
line_height (Sheet *sheet, int n)
{
  PangoRectangle logical;
  pango_layout_line_get_extents (pango_layout_get_line_readonly (sheet->layout, n), NULL, &logical);
  return logical.height;
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Sheet *sheet)
{
  int height = (int)(gtk_print_context_get_height (context) * PANGO_SCALE), used = 0, first = 0;
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans 11");
  sheet->layout = gtk_print_context_create_pango_layout (context);
  pango_layout_set_font_description (sheet->layout, font);
  pango_layout_set_width (sheet->layout,
                          (int)(gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_wrap (sheet->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (sheet->layout, sheet->text, -1);
  height -= FOOTER_LINES * line_height (sheet, 0);
  g_array_append_val (sheet->breaks, first);
  for (int n = 0; n < pango_layout_get_line_count (sheet->layout); n++) {
    int line = line_height (sheet, n);
    if (used > 0 && used + line > height) {
      g_array_append_val (sheet->breaks, n);
      used = 0;
    }
    used += line;
  }
  gtk_print_operation_set_n_pages (operation, (int)sheet->breaks->len);
}

/* So that a missing sheet of paper is noticed. */
static void
draw_number (GtkPrintContext *context, int page, Sheet *sheet)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  g_autofree char *words = g_strdup_printf (_ ("Page %d of %u"), page + 1, sheet->breaks->len);
  int width, height;
  pango_layout_set_font_description (layout, pango_layout_get_font_description (sheet->layout));
  pango_layout_set_text (layout, words, -1);
  pango_layout_get_size (layout, &width, &height);
  cairo_move_to (cr, gtk_print_context_get_width (context) - pango_units_to_double (width),
                 gtk_print_context_get_height (context) - pango_units_to_double (height));
  pango_cairo_show_layout (cr, layout);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Sheet *sheet)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  int end = page + 1 < (int)sheet->breaks->len ? g_array_index (sheet->breaks, int, page + 1)
                                               : pango_layout_get_line_count (sheet->layout);
  double y = 0;
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int n = g_array_index (sheet->breaks, int, page); n < end; n++) {
    PangoLayoutLine *line = pango_layout_get_line_readonly (sheet->layout, n);
    PangoRectangle logical;
    pango_layout_line_get_extents (line, NULL, &logical);
    cairo_move_to (cr, 0, y - pango_units_to_double (logical.y));
    pango_cairo_show_layout_line (cr, line);
    y += pango_units_to_double (logical.height);
  }
  draw_number (context, page, sheet);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWindow *parent)
{
  g_autoptr (GError) error = NULL;
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  cs_tell (parent, g_object_get_data (G_OBJECT (operation), "failed"),
           error != NULL ? error->message : NULL);
}

/* The name that is proposed for a file. */
static void
propose_name (GtkPrintOperation *operation, const char *name)
{
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *file = g_strdelimit (g_strdup (name), "/\\:", '-');
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, file);
  gtk_print_operation_set_print_settings (operation, settings);
}

GtkPrintOperation *
cs_sheet_new (const char *name, char *text)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  Sheet *sheet = g_new0 (Sheet, 1);
  sheet->text = text;
  sheet->breaks = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_page_setup_set_top_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_job_name (operation, name);
  propose_name (operation, name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), sheet);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_cb), sheet, sheet_free, 0);
  return operation;
}

void
cs_sheet_print (GtkPrintOperation *operation, GtkWindow *parent, const char *failed)
{
  g_object_set_data_full (G_OBJECT (operation), "failed", g_strdup (failed), g_free);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), parent, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
