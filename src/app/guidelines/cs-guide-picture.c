/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guide-picture.h"
#include "cs-guide-texture.h"
#include "cs-prose.h"

#include <glib/gi18n.h>

struct _CsGuidePicture {
  GtkWidget parent_instance;
  GtkWidget *column, *frame, *picture, *missing, *missing_alt, *missing_name, *plate, *plate_icon;
  GtkWidget *verdict, *verdict_icon, *verdict_word, *caption;
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (CsGuidePicture, cs_guide_picture, GTK_TYPE_WIDGET)

static const struct {
  const char *word, *icon, *css;
} verdicts[] = {
  [CS_EXAMPLE_PLAIN] = { NULL, NULL, NULL },
  [CS_EXAMPLE_MARK] = { N_ ("Mark"), "cs-met-symbolic", "cs-met" },
  [CS_EXAMPLE_BORDERLINE] = { N_ ("Borderline"), "cs-borderline-symbolic", "cs-close" },
  [CS_EXAMPLE_DO_NOT_MARK] = { N_ ("Do not mark"), "cs-rejected-symbolic", "cs-missed" },
};

/* --- what is seen --- */

static void
show_missing (CsGuidePicture *self, const char *alt, const char *name)
{
  gtk_label_set_label (GTK_LABEL (self->missing_alt), alt[0] != '\0' ? alt : _ ("A picture"));
  gtk_label_set_label (GTK_LABEL (self->missing_name), name);
  gtk_widget_set_visible (self->missing, TRUE);
  gtk_widget_set_visible (self->picture, FALSE);
}

static void
show_verdict (CsGuidePicture *self, CsExample example, gboolean words)
{
  gboolean any = example != CS_EXAMPLE_PLAIN;
  gtk_widget_set_visible (self->plate, any && !words);
  gtk_widget_set_visible (self->verdict, any && words);
  if (!any)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->plate_icon),
                                example == CS_EXAMPLE_MARK          ? "object-select-symbolic"
                                : example == CS_EXAMPLE_DO_NOT_MARK ? "window-close-symbolic"
                                                                    : verdicts[example].icon);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->verdict_icon), verdicts[example].icon);
  gtk_widget_add_css_class (self->verdict_icon, verdicts[example].css);
  gtk_label_set_label (GTK_LABEL (self->verdict_word), _ (verdicts[example].word));
}

static void
show_words (CsGuidePicture *self, const char *alt, gboolean words)
{
  const char *caption = NULL;
  CsExample example = cs_example_read (alt, &caption);
  g_autofree char *spoken = example == CS_EXAMPLE_PLAIN
                                ? g_strdup (caption)
                                : g_strdup_printf ("%s: %s", _ (verdicts[example].word), caption);
  show_verdict (self, example, words);
  gtk_label_set_label (GTK_LABEL (self->caption), caption);
  gtk_widget_set_visible (self->caption, caption[0] != '\0');
  gtk_widget_set_tooltip_text (self->frame, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken[0] != '\0' ? spoken : _ ("Example picture"), -1);
}

/* --- loading --- */

typedef struct {
  CsGuidePicture *self;
  char *alt, *name;
} Waiting;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (CsGuidePicture) self = waiting->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = cs_guide_texture_finish (CS_SESSION (source), result, &error);
  if (self->picture != NULL && texture != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  else if (self->picture != NULL && !g_error_matches (error, CS_ERROR, CS_ERROR_CANCELLED))
    show_missing (self, waiting->alt, waiting->name);
  g_free (waiting->alt);
  g_free (waiting->name);
  g_free (waiting);
}

static const CsHash *
hash_of (const CsGuideline *guideline, const CsClauseImage *image)
{
  if (image->kind == CS_CLAUSE_IMAGE_BLOB)
    return &image->hash;
  const CsGuidelineImage *stored =
      image->kind == CS_CLAUSE_IMAGE_FILE ? cs_guideline_image (guideline, image->target) : NULL;
  return stored != NULL ? &stored->hash : NULL;
}

static void
load (CsGuidePicture *self, CsSession *session, const CsHash *hash, const char *alt,
      const char *name, int size)
{
  GdkTexture *known = cs_guide_texture_peek (session, hash, (guint)size);
  if (known != NULL) {
    gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (known));
    return;
  }
  Waiting *waiting = g_new0 (Waiting, 1);
  waiting->self = g_object_ref (self);
  waiting->alt = g_strdup (alt);
  waiting->name = g_strdup (name);
  self->loading = g_cancellable_new ();
  cs_guide_texture_async (session, hash, (guint)size, self->loading, loaded_cb, waiting);
}

/* --- life --- */

static void
cs_guide_picture_dispose (GObject *object)
{
  CsGuidePicture *self = CS_GUIDE_PICTURE (object);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_GUIDE_PICTURE);
  G_OBJECT_CLASS (cs_guide_picture_parent_class)->dispose (object);
}

static void
cs_guide_picture_class_init (CsGuidePictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_guide_picture_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/guidelines/cs-guide-picture.ui");
  gtk_widget_class_bind_template_child (widget_class, CsGuidePicture, column);
  gtk_widget_class_bind_template_child (widget_class, CsGuidePicture, frame);
  gtk_widget_class_bind_template_child (widget_class, CsGuidePicture, picture);
  gtk_widget_class_bind_template_child (widget_class, CsGuidePicture, missing);
  gtk_widget_class_bind_template_child (widget_class, CsGuidePicture, missing_alt);
  gtk_widget_class_bind_template_child (widget_class, CsGuidePicture, missing_name);
  gtk_widget_class_bind_template_child (widget_class, CsGuidePicture, plate);
  gtk_widget_class_bind_template_child (widget_class, CsGuidePicture, plate_icon);
  gtk_widget_class_bind_template_child (widget_class, CsGuidePicture, verdict);
  gtk_widget_class_bind_template_child (widget_class, CsGuidePicture, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, CsGuidePicture, verdict_word);
  gtk_widget_class_bind_template_child (widget_class, CsGuidePicture, caption);
}

static void
cs_guide_picture_init (CsGuidePicture *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cs_guide_picture_new (CsSession *session, const CsGuideline *guideline, const CsClauseImage *image,
                      int width, int height, gboolean words)
{
  CsGuidePicture *self = g_object_new (CS_TYPE_GUIDE_PICTURE, NULL);
  const CsHash *hash = hash_of (guideline, image);
  const char *alt = image->alt != NULL ? image->alt : "";
  gtk_widget_set_size_request (self->frame, width, height);
  show_words (self, alt, words);
  if (hash != NULL)
    load (self, session, hash, alt, image->target, 2 * MAX (width, height));
  else
    show_missing (self, alt, image->target);
  return GTK_WIDGET (self);
}

gboolean
cs_guide_picture_fill (GtkGrid *grid, CsSession *session, const CsGuideline *guideline,
                       const CsClause *clause, int n, int width, int height, gboolean words)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
  for (int i = 0; i < (int)clause->n_images; i++)
    gtk_grid_attach (
        grid, cs_guide_picture_new (session, guideline, &clause->images[i], width, height, words),
        i % n, i / n, 1, 1);
  return clause->n_images > 0;
}
