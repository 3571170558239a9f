/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-frame-source-private.h"

#include <string.h>
#include <unistd.h>

/* Copies of embedded files are memory: few and not too much of it. */
#define MOST_OPEN 64
#define MOST_BYTES (512 * G_GUINT64_CONSTANT (1048576))

guint
cs_frame_key_hash (gconstpointer key)
{
  const CsFrameKey *self = key;
  return cs_gid_hash_func (&self->item) ^ self->part * 2654435761u ^ self->frame * 40503u;
}

gboolean
cs_frame_key_equal (gconstpointer a, gconstpointer b)
{
  const CsFrameKey *x = a, *y = b;
  return x->part == y->part && x->frame == y->frame && cs_gid_equal (&x->item, &y->item);
}

static void
close_bytes (const CsFrameSource *bytes)
{
  close (bytes->fd);
  g_free ((char *)bytes->name);
  cs_probe_unref (bytes->probe);
}

static void
source_free (gpointer data)
{
  CsSource *source = data;
  if (source->state == CS_SOURCE_OPEN)
    close_bytes (&source->bytes);
  g_clear_error (&source->error);
  g_free (source);
}

void
cs_source_list_init (CsSourceList *list)
{
  list->all = g_hash_table_new_full (cs_frame_key_hash, cs_frame_key_equal, NULL, source_free);
  g_queue_init (&list->recent);
}

void
cs_source_list_clear (CsSourceList *list)
{
  g_hash_table_unref (list->all);
}

CsSource *
cs_source_list_find (const CsSourceList *list, const CsFrameKey *key)
{
  CsFrameKey part = { key->item, key->part, 0 };
  return g_hash_table_lookup (list->all, &part);
}

CsSource *
cs_source_list_ask (CsSourceList *list, const CsFrameKey *key)
{
  CsSource *source = g_new0 (CsSource, 1);
  source->key = (CsFrameKey){ key->item, key->part, 0 };
  source->state = CS_SOURCE_ASKED;
  source->link.data = source;
  g_hash_table_insert (list->all, &source->key, source);
  list->n_asked++;
  return source;
}

static void
remove_source (CsSourceList *list, CsSource *source)
{
  if (source->state == CS_SOURCE_OPEN) {
    g_queue_unlink (&list->recent, &source->link);
    list->open_bytes -= (guint64)source->bytes.size;
  } else if (source->state == CS_SOURCE_ASKED) {
    list->n_asked--;
  }
  g_hash_table_remove (list->all, &source->key);
}

static void
trim (CsSourceList *list)
{
  for (GList *link = list->recent.tail; link != NULL && link != list->recent.head;) {
    CsSource *source = link->data;
    link = link->prev;
    if (list->recent.length <= MOST_OPEN && list->open_bytes <= MOST_BYTES)
      return;
    if (source->users == 0)
      remove_source (list, source);
  }
}

void
cs_source_list_answer (CsSourceList *list, const CsFrameKey *key, const CsFrameSource *bytes,
                       const GError *error)
{
  CsSource *source = cs_source_list_find (list, key);
  if (source == NULL || source->state != CS_SOURCE_ASKED) {
    if (bytes != NULL)
      close (bytes->fd);
    return;
  }
  list->n_asked--;
  if (bytes == NULL) {
    source->state = CS_SOURCE_REFUSED;
    source->error = g_error_copy (error);
    return;
  }
  source->state = CS_SOURCE_OPEN;
  source->bytes = *bytes;
  source->bytes.name = g_strdup (bytes->name);
  cs_probe_ref (bytes->probe);
  g_queue_push_head_link (&list->recent, &source->link);
  list->open_bytes += (guint64)bytes->size;
  trim (list);
}

static gboolean
was_refused (gpointer key, gpointer source, gpointer data)
{
  return ((CsSource *)source)->state == CS_SOURCE_REFUSED;
}

void
cs_source_list_forget_refused (CsSourceList *list)
{
  g_hash_table_foreach_remove (list->all, was_refused, NULL);
}

void
cs_source_list_forget (CsSourceList *list, const CsGid *item)
{
  g_autoptr (GList) all = g_hash_table_get_values (list->all);
  for (GList *link = all; link != NULL; link = link->next) {
    CsSource *source = link->data;
    if (!cs_gid_equal (&source->key.item, item))
      continue;
    source->forgotten = source->users > 0;
    if (source->users == 0)
      remove_source (list, source);
  }
}

void
cs_source_list_use (CsSourceList *list, CsSource *source)
{
  source->users++;
  source->forgotten = FALSE;
  g_queue_unlink (&list->recent, &source->link);
  g_queue_push_head_link (&list->recent, &source->link);
}

void
cs_source_list_leave (CsSourceList *list, CsSource *source)
{
  source->users--;
  if (source->users == 0 && source->forgotten)
    remove_source (list, source);
  trim (list);
}

/* --- sentences --- */

GError *
cs_source_sentence (const CsSource *source, guint n, const GError *error)
{
  const CsFrameSource *bytes = &source->bytes;
  g_autofree char *place = g_strdup_printf ("%s: frame %u: ", bytes->name, n);
  g_autofree char *named = g_strdup_printf ("%s: ", bytes->name);
  const char *reason = error->message;
  if (g_str_has_prefix (reason, place))
    reason += strlen (place);
  else if (g_str_has_prefix (reason, named))
    reason += strlen (named);
  g_autofree char *who =
      bytes->total > 1 ? g_strdup_printf ("Frame %u of %u", bytes->first + n + 1, bytes->total)
                       : g_strdup ("This picture");
  if (error->code != CS_ERROR_CORRUPT)
    return g_error_new (CS_ERROR, error->code, "%s cannot be shown: %s", who, reason);
  if (!g_str_has_prefix (reason, "damaged: "))
    return g_error_new (CS_ERROR, error->code, "%s is damaged: %s", who, reason);
  g_autofree char *how_much = g_strdup (reason + strlen ("damaged: "));
  if (g_str_has_suffix (how_much, " of pixel data"))
    how_much[strlen (how_much) - strlen (" of pixel data")] = '\0';
  return g_error_new (CS_ERROR, error->code, "%s is damaged (%s)", who, how_much);
}
