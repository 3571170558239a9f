/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-decode-run.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#define MOST_UNHEARD 10u

static void
finish_failed (CsRun *run, CsQuestion *question, CsError code, const char *message)
{
  g_autoptr (GError) error = NULL;
  cs_fail (&error, code, "%s: %s", question->name, message);
  run->finish (run, question, NULL, error);
  cs_question_free (question);
}

/* The helper in SLOT is gone or must go: the question it worked on fails, the others are asked
 * again. */
static void
bury (CsRun *run, guint slot, gboolean too_slow)
{
  CsHelper *helper = run->decoder->helpers[slot];
  g_autoptr (CsQuestion) guilty = cs_helper_steal (helper);
  CsQuestion *next;
  while ((next = cs_helper_steal (helper)) != NULL)
    g_queue_push_tail (&run->again, next);
  int status = 0;
  cs_helper_free (helper, too_slow ? NULL : &status);
  run->decoder->helpers[slot] = NULL;
  run->decoder->deaths++;
  if (guilty == NULL)
    return;
  gboolean killed = !too_slow && WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL;
  /* Somebody else ended or stopped it, perhaps the kernel for want of memory: once more. */
  if ((killed || too_slow) && !guilty->repeated) {
    guilty->repeated = TRUE;
    g_queue_push_head (&run->again, g_steal_pointer (&guilty));
    return;
  }
  gboolean used_up = too_slow || (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU);
  CsError code = killed || used_up ? CS_ERROR_LIMIT : CS_ERROR_CORRUPT;
  finish_failed (run, g_steal_pointer (&guilty), code,
                 killed    ? "the decoder was ended from outside twice, perhaps because memory ran "
                             "out; close other programs and try again"
                 : used_up ? "decoding takes too long; the file is damaged or made to do harm"
                           : "the decoder stopped on this file; it is damaged, try to get it again "
                             "from where it came");
}

/* The helper in SLOT died idle; nobody is guilty. Where every helper does, the question fails. */
static void
put_back (CsRun *run, guint slot, CsQuestion *question)
{
  if (++question->unheard < MOST_UNHEARD)
    g_queue_push_tail (&run->again, question);
  else
    finish_failed (run, question, CS_ERROR_LIMIT,
                   "each decoder was ended from outside before it could be asked, perhaps because "
                   "memory ran out; close other programs and try again");
  bury (run, slot, FALSE);
}

/* Takes QUESTION over. */
static gboolean
ask (CsRun *run, guint slot, CsQuestion *question, GError **error)
{
  CsDecoder *decoder = run->decoder;
  question->head.request = ++decoder->last_request;
  if (decoder->helpers[slot] == NULL)
    decoder->helpers[slot] = cs_helper_new (decoder->program, error);
  if (decoder->helpers[slot] == NULL) {
    g_queue_push_tail (&run->again, question);
    return FALSE;
  }
  g_autoptr (GError) local = NULL;
  if (!cs_helper_ask (decoder->helpers[slot], question, &local))
    put_back (run, slot, question);
  return TRUE;
}

/* Gives every helper work. RET_DONE: there was none, and none is under way. */
static gboolean
feed (CsRun *run, gboolean *ret_done, GError **error)
{
  CsDecoder *decoder = run->decoder;
  gboolean done = TRUE;
  for (guint depth = 0; depth < CS_HELPER_DEPTH; depth++) {
    for (guint i = 0; i < decoder->n_helpers; i++) {
      if (decoder->helpers[i] != NULL && decoder->helpers[i]->n_waiting > depth)
        continue;
      CsQuestion *question = g_queue_pop_head (&run->again);
      if (question == NULL)
        question = run->next (run);
      if (question != NULL && !ask (run, i, question, error))
        return FALSE;
      done = done && question == NULL;
    }
  }
  for (guint i = 0; i < decoder->n_helpers; i++)
    done = done && (decoder->helpers[i] == NULL || decoder->helpers[i]->n_waiting == 0);
  *ret_done = done;
  return TRUE;
}

static void
take_failed (CsRun *run, CsQuestion *question, const CsWireMessage *answer)
{
  gint64 code = cs_json_get_int (answer->body, "code", CS_ERROR_FAILED);
  const char *message = cs_json_get_string (answer->body, "message");
  if (code < 0 || code > CS_ERROR_FAILED)
    code = CS_ERROR_FAILED;
  finish_failed (run, question, (CsError)code, message != NULL ? message : "it does not decode");
}

/* The answer did not fit into a message. */
static void
take_more (CsRun *run, CsQuestion *question, const CsWireMessage *answer)
{
  g_autoptr (GError) error = NULL;
  gsize size = (gsize)answer->head.size;
  if (question->memfd >= 0 || size == 0 || size > CS_WIRE_MAX_TEXT) {
    finish_failed (run, question, CS_ERROR_LIMIT, "its description is too long");
    return;
  }
  question->memfd = cs_memfd_new (size, &error);
  if (question->memfd >= 0)
    g_queue_push_head (&run->again, question);
  else
    finish_failed (run, question, CS_ERROR_FAILED, error->message);
}

static void
take_answer (CsRun *run, guint slot)
{
  g_auto (CsWireMessage) answer = { 0 };
  CsQuestion *question = cs_helper_answer (run->decoder->helpers[slot], &answer);
  if (question == NULL) {
    bury (run, slot, FALSE);
    return;
  }
  if (answer.head.status == CS_WIRE_FAILED) {
    take_failed (run, question, &answer);
    return;
  }
  if (answer.head.status == CS_WIRE_MORE) {
    take_more (run, question, &answer);
    return;
  }
  run->finish (run, question, &answer, NULL);
  cs_question_free (question);
}

/* Waits for answers and takes them. */
static void
listen_once (CsRun *run, int cancel_fd)
{
  CsDecoder *decoder = run->decoder;
  struct pollfd fds[CS_MAX_HELPERS + 1];
  gint64 deadline = G_MAXINT64;
  for (guint i = 0; i < decoder->n_helpers; i++) {
    CsHelper *helper = decoder->helpers[i];
    gboolean busy = helper != NULL && helper->n_waiting > 0;
    fds[i] = (struct pollfd){ busy ? helper->socket : -1, POLLIN, 0 };
    if (busy)
      deadline = MIN (deadline, cs_helper_deadline (helper));
  }
  if (deadline == G_MAXINT64)
    return; /* all of them died before they were asked: nobody would answer */
  fds[decoder->n_helpers] = (struct pollfd){ cancel_fd, POLLIN, 0 };
  gint64 now = g_get_monotonic_time ();
  int timeout = deadline <= now ? 0 : (int)MIN ((deadline - now) / 1000 + 1, G_MAXINT);
  if (poll (fds, decoder->n_helpers + 1, timeout) < 0)
    return;
  now = g_get_monotonic_time ();
  for (guint i = 0; i < decoder->n_helpers; i++) {
    CsHelper *helper = decoder->helpers[i];
    if (helper == NULL || helper->n_waiting == 0)
      continue;
    if (fds[i].fd >= 0 && fds[i].revents != 0)
      take_answer (run, i);
    else if (now >= cs_helper_deadline (helper))
      bury (run, i, TRUE);
  }
}

/* Whatever is under way is given up, with the helpers that work on it. */
static void
abandon (CsRun *run)
{
  CsDecoder *decoder = run->decoder;
  for (guint i = 0; i < decoder->n_helpers; i++) {
    if (decoder->helpers[i] == NULL || decoder->helpers[i]->n_waiting == 0)
      continue;
    cs_helper_free (decoder->helpers[i], NULL);
    decoder->helpers[i] = NULL;
  }
  g_queue_clear_full (&run->again, (GDestroyNotify)cs_question_free);
}

gboolean
cs_run (CsRun *run, GError **error)
{
  GCancellable *cancellable = run->cancellable;
  int cancel_fd = cancellable != NULL ? g_cancellable_get_fd (cancellable) : -1;
  gboolean good = TRUE;
  for (;;) {
    gboolean done = FALSE;
    if (cancellable != NULL && g_cancellable_is_cancelled (cancellable))
      good = cs_fail (error, CS_ERROR_CANCELLED, "decoding was stopped");
    if (!good || !feed (run, &done, error)) {
      abandon (run);
      good = FALSE;
      break;
    }
    if (done)
      break;
    listen_once (run, cancel_fd);
  }
  if (cancel_fd >= 0)
    g_cancellable_release_fd (cancellable);
  return good;
}
