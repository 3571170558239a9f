/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-frame-cache.h"
#include "cs-decoder.h"
#include "cs-frame-source-private.h"

#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define MOST_THREADS 4
#define ASKED_AHEAD 4 /* parts opened for the prefetch list at a time */

typedef enum { ENTRY_WANTED, ENTRY_AHEAD, ENTRY_LOADING, ENTRY_READY, ENTRY_FAILED } EntryState;

typedef struct {
  CsFrameKey key;
  EntryState state;
  gboolean told;      /* somebody requested it and waits for DONE */
  gboolean ahead;     /* loaded for the prefetch list */
  gboolean forgotten; /* while it was loading */
  CsPicture *picture;
  GError *error;
  GList link; /* in WANTED, AHEAD or RECENT, by state */
} Entry;

/* What a callback is to say. */
typedef struct {
  gboolean open;
  CsFrameKey key;
  CsPicture *picture;
  GError *error;
} News;

typedef struct {
  CsFrameCache *cache;
  pthread_t thread;
  GCancellable *stop; /* its own: they are not made to be shared by two that wait */
} Worker;

struct _CsFrameCache {
  pthread_mutex_t lock;
  pthread_cond_t work;
  char *program;
  const CsFrameCacheEvents *events;
  gpointer data;
  int fd;
  Worker workers[MOST_THREADS];
  guint n_workers;
  /* Below: under the lock. */
  gboolean stopping;
  guint64 limit, bytes, ahead_bytes;
  GHashTable *entries; /* CsFrameKey -> Entry */
  GQueue wanted;       /* newest first */
  GQueue ahead;        /* as given */
  GQueue recent;       /* ready, last used first */
  GQueue news;         /* of News */
  CsSourceList sources;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;
  cs_picture_unref (entry->picture);
  g_clear_error (&entry->error);
  g_free (entry);
}

static void
news_free (News *news)
{
  cs_picture_unref (news->picture);
  g_clear_error (&news->error);
  g_free (news);
}

/* --- under the lock --- */

static GQueue *
queue_of (CsFrameCache *self, EntryState state)
{
  switch (state) {
  case ENTRY_WANTED:
    return &self->wanted;
  case ENTRY_AHEAD:
    return &self->ahead;
  case ENTRY_READY:
    return &self->recent;
  default:
    return NULL;
  }
}

/* Newest first everywhere but in the prefetch list, which is in the order given. */
static void
set_state (CsFrameCache *self, Entry *entry, EntryState state)
{
  GQueue *from = queue_of (self, entry->state), *to = queue_of (self, state);
  if (from != NULL)
    g_queue_unlink (from, &entry->link);
  entry->state = state;
  if (to == &self->ahead)
    g_queue_push_tail_link (to, &entry->link);
  else if (to != NULL)
    g_queue_push_head_link (to, &entry->link);
}

static Entry *
find (CsFrameCache *self, const CsFrameKey *key)
{
  return g_hash_table_lookup (self->entries, key);
}

static Entry *
add (CsFrameCache *self, const CsFrameKey *key, EntryState state)
{
  Entry *entry = g_new0 (Entry, 1);
  entry->key = *key;
  entry->link.data = entry;
  entry->state = ENTRY_LOADING; /* in no queue */
  g_hash_table_insert (self->entries, &entry->key, entry);
  set_state (self, entry, state);
  return entry;
}

static void
drop (CsFrameCache *self, Entry *entry)
{
  if (entry->picture != NULL)
    self->bytes -= entry->picture->bytes;
  set_state (self, entry, ENTRY_FAILED);
  g_hash_table_remove (self->entries, &entry->key);
}

static void
post (CsFrameCache *self, News *news)
{
  g_queue_push_tail (&self->news, news);
  if (self->news.length == 1)
    eventfd_write (self->fd, 1);
}

static void
tell (CsFrameCache *self, Entry *entry)
{
  if (!entry->told)
    return;
  entry->told = FALSE;
  News *news = g_new0 (News, 1);
  news->key = entry->key;
  news->picture = entry->picture != NULL ? cs_picture_ref (entry->picture) : NULL;
  news->error = entry->error != NULL ? g_error_copy (entry->error) : NULL;
  post (self, news);
}

static void
fail (CsFrameCache *self, Entry *entry, GError *error)
{
  entry->error = error;
  set_state (self, entry, ENTRY_FAILED);
  tell (self, entry);
}

static void
ask (CsFrameCache *self, const CsFrameKey *key)
{
  News *news = g_new0 (News, 1);
  news->open = TRUE;
  news->key = *key;
  cs_source_list_ask (&self->sources, key);
  post (self, news);
}

/* Asks for the sources of QUEUE that are missing, as long as fewer than MOST are asked for; fails
 * what is refused. Gives the first entry that can be loaded. */
static Entry *
look_through (CsFrameCache *self, GQueue *queue, guint most)
{
  Entry *first = NULL;
  for (GList *link = queue->head; link != NULL;) {
    Entry *entry = link->data;
    link = link->next;
    const CsSource *source = cs_source_list_find (&self->sources, &entry->key);
    if (source == NULL && self->sources.n_asked < most)
      ask (self, &entry->key);
    else if (source != NULL && source->state == CS_SOURCE_REFUSED)
      fail (self, entry, g_error_copy (source->error));
    else if (source != NULL && source->state == CS_SOURCE_OPEN && first == NULL)
      first = entry;
  }
  return first;
}

/* Takes what is to be loaded next out of its queue. */
static Entry *
take_next (CsFrameCache *self, CsSource **ret_source)
{
  Entry *entry = look_through (self, &self->wanted, G_MAXUINT);
  if (entry == NULL && self->ahead_bytes <= self->limit / 4 * 3)
    entry = look_through (self, &self->ahead, ASKED_AHEAD);
  if (entry == NULL)
    return NULL;
  entry->ahead = entry->state == ENTRY_AHEAD;
  *ret_source = cs_source_list_find (&self->sources, &entry->key);
  set_state (self, entry, ENTRY_LOADING);
  cs_source_list_use (&self->sources, *ret_source);
  return entry;
}

/* Opening goes on while all threads are busy. */
static void
stir (CsFrameCache *self)
{
  look_through (self, &self->wanted, G_MAXUINT);
  pthread_cond_broadcast (&self->work);
}

static void
keep (CsFrameCache *self, Entry *entry, CsPicture *picture)
{
  entry->picture = picture;
  self->bytes += picture->bytes;
  if (entry->ahead)
    self->ahead_bytes += picture->bytes;
  set_state (self, entry, ENTRY_READY);
  tell (self, entry);
  while (self->bytes > self->limit && self->recent.length > 1)
    drop (self, self->recent.tail->data);
}

/* It was loading; takes both over, of which one is NULL. */
static void
finish (CsFrameCache *self, Entry *entry, CsPicture *picture, GError *error)
{
  if (entry->forgotten) {
    cs_picture_unref (picture);
    g_clear_error (&error);
    drop (self, entry);
  } else if (picture != NULL) {
    keep (self, entry, picture);
  } else {
    fail (self, entry, error);
  }
}

/* --- threads --- */

static CsPicture *
load (const Worker *worker, CsDecoder **decoder, const CsSource *source, guint n, GError **error)
{
  const CsFrameSource *bytes = &source->bytes;
  g_autoptr (GError) local = NULL;
  if (*decoder == NULL)
    *decoder = cs_decoder_new (worker->cache->program, error);
  if (*decoder == NULL)
    return NULL;
  cs_decoder_set_cancellable (*decoder, worker->stop);
  guint frames = cs_probe_facts (bytes->probe)->frames;
  g_autoptr (CsFrame) frame = NULL;
  if (n < frames)
    frame = cs_decoder_frame (*decoder, bytes->fd, bytes->size, bytes->name, bytes->probe, n,
                              CS_FRAME_VALUES, &local);
  else
    cs_fail (&local, CS_ERROR_NOT_FOUND, "the file has %u frame%s", frames, frames == 1 ? "" : "s");
  if (frame != NULL)
    return cs_picture_new (frame, bytes->probe, n);
  g_propagate_error (error, cs_source_sentence (source, n, local));
  return NULL;
}

static void *
work (void *data)
{
  const Worker *worker = data;
  CsFrameCache *self = worker->cache;
  /* Should it not start now, the first picture says why. */
  g_autoptr (CsDecoder) decoder = cs_decoder_new (self->program, NULL);
  pthread_mutex_lock (&self->lock);
  while (!self->stopping) {
    CsSource *source = NULL;
    Entry *entry = take_next (self, &source);
    if (entry == NULL) {
      pthread_cond_wait (&self->work, &self->lock);
      continue;
    }
    g_autoptr (GError) error = NULL;
    guint n = entry->key.frame;
    pthread_mutex_unlock (&self->lock);
    CsPicture *picture = load (worker, &decoder, source, n, &error);
    pthread_mutex_lock (&self->lock);
    cs_source_list_leave (&self->sources, source);
    finish (self, entry, picture, g_steal_pointer (&error));
  }
  pthread_mutex_unlock (&self->lock);
  return NULL;
}

/* --- life --- */

CsFrameCache *
cs_frame_cache_new (const char *program, guint threads, guint64 limit,
                    const CsFrameCacheEvents *events, gpointer data)
{
  CsFrameCache *self = g_new0 (CsFrameCache, 1);
  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->work, NULL);
  self->program = g_strdup (program);
  self->events = events;
  self->data = data;
  self->limit = limit;
  self->fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  self->entries = g_hash_table_new_full (cs_frame_key_hash, cs_frame_key_equal, NULL, entry_free);
  cs_source_list_init (&self->sources);
  guint n = MIN (threads > 0 ? threads : g_get_num_processors (), MOST_THREADS);
  for (guint i = 0; i < n; i++) {
    Worker *worker = &self->workers[self->n_workers];
    *worker = (Worker){ .cache = self, .stop = g_cancellable_new () };
    if (pthread_create (&worker->thread, NULL, work, worker) == 0)
      self->n_workers++;
    else
      g_clear_object (&worker->stop);
  }
  return self;
}

void
cs_frame_cache_free (CsFrameCache *self)
{
  if (self == NULL)
    return;
  pthread_mutex_lock (&self->lock);
  self->stopping = TRUE;
  pthread_cond_broadcast (&self->work);
  pthread_mutex_unlock (&self->lock);
  for (guint i = 0; i < self->n_workers; i++)
    g_cancellable_cancel (self->workers[i].stop);
  for (guint i = 0; i < self->n_workers; i++) {
    pthread_join (self->workers[i].thread, NULL);
    g_object_unref (self->workers[i].stop);
  }
  g_queue_clear_full (&self->news, (GDestroyNotify)news_free);
  g_hash_table_unref (self->entries);
  cs_source_list_clear (&self->sources);
  close (self->fd);
  pthread_cond_destroy (&self->work);
  pthread_mutex_destroy (&self->lock);
  g_free (self->program);
  g_free (self);
}

int
cs_frame_cache_fd (const CsFrameCache *self)
{
  return self->fd;
}

static News *
pop_news (CsFrameCache *self)
{
  pthread_mutex_lock (&self->lock);
  News *news = g_queue_pop_head (&self->news);
  if (self->news.length == 0) {
    eventfd_t ignored;
    eventfd_read (self->fd, &ignored);
  }
  pthread_mutex_unlock (&self->lock);
  return news;
}

void
cs_frame_cache_dispatch (CsFrameCache *self)
{
  for (News *news; (news = pop_news (self)) != NULL; news_free (news)) {
    if (news->open)
      self->events->open (self->data, &news->key.item, news->key.part);
    else
      self->events->done (self->data, &news->key, news->picture, news->error);
  }
}

/* --- asking --- */

CsPicture *
cs_frame_cache_request (CsFrameCache *self, const CsFrameKey *key, GError **error)
{
  CsPicture *picture = NULL;
  pthread_mutex_lock (&self->lock);
  Entry *entry = find (self, key);
  if (entry == NULL)
    entry = add (self, key, ENTRY_WANTED);
  if (entry->state == ENTRY_READY) {
    picture = cs_picture_ref (entry->picture);
    set_state (self, entry, ENTRY_READY);
  } else if (entry->state == ENTRY_FAILED) {
    g_propagate_error (error, g_error_copy (entry->error));
  } else {
    entry->told = TRUE;
    entry->forgotten = FALSE;
    if (entry->state != ENTRY_LOADING)
      set_state (self, entry, ENTRY_WANTED);
    stir (self);
  }
  pthread_mutex_unlock (&self->lock);
  return picture;
}

CsPicture *
cs_frame_cache_peek (CsFrameCache *self, const CsFrameKey *key)
{
  CsPicture *picture = NULL;
  pthread_mutex_lock (&self->lock);
  Entry *entry = find (self, key);
  if (entry != NULL && entry->state == ENTRY_READY) {
    picture = cs_picture_ref (entry->picture);
    set_state (self, entry, ENTRY_READY);
  }
  pthread_mutex_unlock (&self->lock);
  return picture;
}

void
cs_frame_cache_prefetch (CsFrameCache *self, const CsFrameKey *keys, guint n_keys)
{
  pthread_mutex_lock (&self->lock);
  while (self->ahead.head != NULL)
    drop (self, self->ahead.head->data);
  self->ahead_bytes = 0;
  for (guint i = 0; i < n_keys; i++) {
    Entry *entry = find (self, &keys[i]);
    if (entry == NULL)
      add (self, &keys[i], ENTRY_AHEAD);
    else if (entry->state == ENTRY_READY)
      set_state (self, entry, ENTRY_READY);
    else
      entry->forgotten = FALSE;
  }
  stir (self);
  pthread_mutex_unlock (&self->lock);
}

static void
forget_request (CsFrameCache *self, Entry *entry)
{
  entry->told = FALSE;
  if (entry->state == ENTRY_WANTED)
    drop (self, entry);
}

void
cs_frame_cache_cancel (CsFrameCache *self, const CsFrameKey *key)
{
  pthread_mutex_lock (&self->lock);
  Entry *entry = key != NULL ? find (self, key) : NULL;
  if (entry != NULL)
    forget_request (self, entry);
  if (key == NULL) {
    g_autoptr (GList) all = g_hash_table_get_values (self->entries);
    for (GList *link = all; link != NULL; link = link->next)
      forget_request (self, link->data);
  }
  pthread_mutex_unlock (&self->lock);
}

static gboolean
has_failed (gpointer key, gpointer entry, gpointer data)
{
  return ((Entry *)entry)->state == ENTRY_FAILED;
}

void
cs_frame_cache_retry (CsFrameCache *self, const CsFrameKey *key)
{
  pthread_mutex_lock (&self->lock);
  g_hash_table_foreach_remove (self->entries, has_failed, NULL);
  cs_source_list_forget_refused (&self->sources);
  if (key != NULL && find (self, key) == NULL) {
    add (self, key, ENTRY_WANTED)->told = TRUE;
    stir (self);
  }
  pthread_mutex_unlock (&self->lock);
}

void
cs_frame_cache_forget (CsFrameCache *self, const CsGid *item)
{
  pthread_mutex_lock (&self->lock);
  g_autoptr (GList) all = g_hash_table_get_values (self->entries);
  for (GList *link = all; link != NULL; link = link->next) {
    Entry *entry = link->data;
    if (!cs_gid_equal (&entry->key.item, item))
      continue;
    entry->told = FALSE;
    entry->forgotten = entry->state == ENTRY_LOADING;
    if (entry->state != ENTRY_LOADING)
      drop (self, entry);
  }
  cs_source_list_forget (&self->sources, item);
  pthread_mutex_unlock (&self->lock);
}

/* --- answers --- */

void
cs_frame_cache_give (CsFrameCache *self, const CsGid *item, guint part, const CsFrameSource *source)
{
  CsFrameKey key = { *item, part, 0 };
  pthread_mutex_lock (&self->lock);
  cs_source_list_answer (&self->sources, &key, source, NULL);
  stir (self);
  pthread_mutex_unlock (&self->lock);
}

void
cs_frame_cache_refuse (CsFrameCache *self, const CsGid *item, guint part, const GError *error)
{
  CsFrameKey key = { *item, part, 0 };
  pthread_mutex_lock (&self->lock);
  cs_source_list_answer (&self->sources, &key, NULL, error);
  stir (self);
  pthread_mutex_unlock (&self->lock);
}

guint64
cs_frame_cache_bytes (CsFrameCache *self)
{
  pthread_mutex_lock (&self->lock);
  guint64 bytes = self->bytes;
  pthread_mutex_unlock (&self->lock);
  return bytes;
}
