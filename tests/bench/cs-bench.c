/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-bench.h"

#include <time.h>

static GtkWidget *
find (GtkWidget *widget, GType type, gboolean seen)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (!seen || gtk_widget_get_mapped (widget)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, seen);
    if (found != NULL)
      return found;
  }
  return NULL;
}

GtkWidget *
cs_bench_find (GtkWidget *widget, GType type)
{
  return find (widget, type, FALSE);
}

GtkWidget *
cs_bench_find_seen (GtkWidget *widget, GType type)
{
  return find (widget, type, TRUE);
}

double
cs_bench_computed (void)
{
  struct timespec time;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1e6;
}
