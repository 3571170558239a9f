/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-env.h"

#include <sodium.h>

static gint64
system_wall (CsEnv *self)
{
  return g_get_real_time ();
}

static gint64
system_monotonic (CsEnv *self)
{
  return g_get_monotonic_time ();
}

static void
system_random (CsEnv *self, gpointer ret_bytes, gsize size)
{
  randombytes_buf (ret_bytes, size);
}

static int
system_offset (CsEnv *self, gint64 wall)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, wall / G_USEC_PER_SEC);
  return interval < 0 ? 0 : g_time_zone_get_offset (zone, interval) / 60;
}

static char *
local_zone_name (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (zone);
  return g_strdup (name != NULL && name[0] != '\0' && name[0] != '/' ? name : "UTC");
}

CsEnv *
cs_env_new_system (void)
{
  g_assert (sodium_init () >= 0);
  CsEnv *env = g_new0 (CsEnv, 1);
  env->wall = system_wall;
  env->monotonic = system_monotonic;
  env->random = system_random;
  env->offset = system_offset;
  env->zone = local_zone_name ();
  env->data_dir = g_build_filename (g_get_user_data_dir (), "countersign", NULL);
  env->state_dir = g_build_filename (g_get_user_state_dir (), "countersign", NULL);
  env->kdf_ops = 3;
  env->kdf_memory = 128 * 1024 * 1024;
  return env;
}

void
cs_env_free (CsEnv *env)
{
  if (env == NULL)
    return;
  g_free (env->zone);
  g_free (env->data_dir);
  g_free (env->state_dir);
  g_free (env);
}

void
cs_env_random_gid (CsEnv *env, CsGid *ret_gid)
{
  env->random (env, ret_gid->bytes, sizeof ret_gid->bytes);
}

char *
cs_time_to_rfc3339 (gint64 wall)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (wall / G_USEC_PER_SEC);
  if (seconds == NULL)
    return g_strdup ("unknown");
  g_autofree char *text = g_date_time_format (seconds, "%Y-%m-%dT%H:%M:%S");
  return g_strdup_printf ("%s.%06dZ", text, (int)(wall % G_USEC_PER_SEC));
}
