/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-decode-helper.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define GREETING_SECONDS 30
#define PROBE_SECONDS 30
#define FRAME_SECONDS 60
#define MOST_STARTS 5u

void
cs_question_free (CsQuestion *question)
{
  if (question == NULL)
    return;
  if (question->memfd >= 0)
    close (question->memfd);
  if (question->owns_source)
    close (question->source);
  cs_json_unref (question->body);
  g_free (question->name);
  g_free (question);
}

/* The helper's surroundings are ours to choose: no variable of the person's reaches a codec. */
static gboolean
spawn (const char *program, int socket, GPid *ret_pid, GError **error)
{
  const char *argv[] = { program, NULL };
  const char *envp[] = { "LC_ALL=C", "PATH=/usr/bin:/bin", NULL };
  const int target = CS_WIRE_HELPER_FD;
  GSpawnFlags flags = G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL;
#ifndef __SANITIZE_ADDRESS__
  flags |= G_SPAWN_STDERR_TO_DEV_NULL;
#endif
  g_autoptr (GError) local = NULL;
  if (g_spawn_async_with_pipes_and_fds (NULL, argv, envp, flags, NULL, NULL, -1, -1, -1, &socket,
                                        &target, 1, ret_pid, NULL, NULL, NULL, &local))
    return TRUE;
  return cs_fail (error, CS_ERROR_FAILED, "starting %s: %s", program, local->message);
}

/* One that is killed while it has nothing to do would stay in the list of processes until its place
 * is needed. It is not asked before it is certain that nobody kills that number any more. */
static void *
watch (void *data)
{
  CsHelper *helper = data;
  siginfo_t info;
  while (waitid (P_PID, (id_t)helper->pid, &info, WEXITED | WNOWAIT) < 0 && errno == EINTR)
    ;
  if (!atomic_exchange (&helper->ended, TRUE))
    waitpid (helper->pid, &helper->status, 0);
  return NULL;
}

static gboolean
wait_readable (int socket, guint seconds)
{
  struct pollfd one = { socket, POLLIN, 0 };
  gint64 until = g_get_monotonic_time () + (gint64)seconds * G_USEC_PER_SEC;
  for (;;) {
    gint64 left = (until - g_get_monotonic_time ()) / 1000;
    int n = poll (&one, 1, (int)CLAMP (left, 0, G_MAXINT));
    if (n >= 0 || errno != EINTR)
      return n > 0;
  }
}

static gboolean
greet (CsHelper *helper, const char *program, GError **error)
{
  g_auto (CsWireMessage) hello = { 0 };
  g_autoptr (GError) local = NULL;
  if (!wait_readable (helper->socket, GREETING_SECONDS))
    return cs_fail (error, CS_ERROR_FAILED, "%s does not answer", program);
  int got = cs_wire_receive (helper->socket, &hello, &local);
  if (got == 1 && hello.head.op == CS_WIRE_HELLO && hello.head.status == CS_WIRE_OK) {
    helper->sandboxed = cs_json_get_bool (hello.body, "sandboxed");
    return TRUE;
  }
  const char *said = got == 1 ? cs_json_get_string (hello.body, "message") : NULL;
  if (said == NULL)
    said = local != NULL ? local->message : "it ended at once";
  return cs_fail (error, CS_ERROR_FAILED, "%s cannot decode pictures: %s; install it again",
                  program, said);
}

/* RET_ENDED: somebody ended it before it had said a word. */
static CsHelper *
start (const char *program, gboolean *ret_ended, GError **error)
{
  int pair[2], status = 0;
  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0) {
    cs_set_errno (error, errno, "making a socket pair");
    return NULL;
  }
  CsHelper *helper = g_new0 (CsHelper, 1);
  helper->socket = pair[0];
  gboolean started = spawn (program, pair[1], &helper->pid, error);
  close (pair[1]);
  helper->watched = started && pthread_create (&helper->watch, NULL, watch, helper) == 0;
  if (started && greet (helper, program, error))
    return helper;
  gboolean silent = !started || !wait_readable (helper->socket, 0);
  cs_helper_free (helper, silent ? NULL : &status);
  *ret_ended = WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL;
  return NULL;
}

CsHelper *
cs_helper_new (const char *program, GError **error)
{
  for (guint i = 1;; i++) {
    g_autoptr (GError) local = NULL;
    gboolean ended = FALSE;
    CsHelper *helper = start (program, &ended, &local);
    if (helper != NULL)
      return helper;
    if (ended && i == MOST_STARTS) {
      cs_fail (error, CS_ERROR_LIMIT,
               "%s was ended from outside %u times while it started, perhaps because memory ran "
               "out; close other programs and try again",
               program, MOST_STARTS);
      return NULL;
    }
    if (!ended) {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  }
}

static void
end (CsHelper *helper, gboolean wait)
{
  gboolean joined = FALSE;
  /* One that closed its socket is about to end by itself: what of is worth a moment. */
  for (guint i = 0; wait && helper->watched && !joined && i < 100; i++) {
    if (i > 0)
      g_usleep (5000);
    joined = pthread_tryjoin_np (helper->watch, NULL) == 0;
  }
  gboolean ours = !atomic_exchange (&helper->ended, TRUE);
  if (ours)
    kill (helper->pid, SIGKILL);
  if (helper->watched && !joined)
    pthread_join (helper->watch, NULL);
  while (ours && waitpid (helper->pid, &helper->status, 0) < 0 && errno == EINTR)
    ;
}

void
cs_helper_free (CsHelper *helper, int *ret_status)
{
  if (helper == NULL)
    return;
  if (helper->pid > 0) {
    end (helper, ret_status != NULL);
    g_spawn_close_pid (helper->pid);
  }
  for (guint i = 0; i < helper->n_waiting; i++)
    cs_question_free (helper->waiting[i]);
  close (helper->socket);
  if (ret_status != NULL)
    *ret_status = helper->status;
  g_free (helper);
}

gboolean
cs_helper_ask (CsHelper *helper, CsQuestion *question, GError **error)
{
  g_return_val_if_fail (helper->n_waiting < CS_HELPER_DEPTH, FALSE);
  int fds[2] = { question->source, question->memfd };
  if (!cs_wire_send (helper->socket, &question->head, question->body, fds,
                     question->memfd >= 0 ? 2 : 1, error))
    return FALSE;
  if (helper->n_waiting == 0)
    helper->asked = g_get_monotonic_time ();
  helper->waiting[helper->n_waiting++] = question;
  return TRUE;
}

gint64
cs_helper_deadline (const CsHelper *helper)
{
  gint64 seconds = helper->waiting[0]->head.op == CS_WIRE_FRAME ? FRAME_SECONDS : PROBE_SECONDS;
  return helper->asked + seconds * G_USEC_PER_SEC;
}

CsQuestion *
cs_helper_steal (CsHelper *helper)
{
  if (helper->n_waiting == 0)
    return NULL;
  CsQuestion *question = helper->waiting[0];
  helper->n_waiting--;
  for (guint i = 0; i < helper->n_waiting; i++)
    helper->waiting[i] = helper->waiting[i + 1];
  helper->asked = g_get_monotonic_time ();
  return question;
}

CsQuestion *
cs_helper_answer (CsHelper *helper, CsWireMessage *ret_answer)
{
  g_auto (CsWireMessage) answer = { 0 };
  if (cs_wire_receive (helper->socket, &answer, NULL) != 1 || helper->n_waiting == 0 ||
      answer.head.request != helper->waiting[0]->head.request ||
      answer.head.op != helper->waiting[0]->head.op)
    return NULL;
  *ret_answer = answer;
  answer = (CsWireMessage){ 0 };
  return cs_helper_steal (helper);
}
