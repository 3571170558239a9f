/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-minisign.h"
#include "cs-sshsig.h"

#include <string.h>

/* Both armours read foreign text; what one accepts, it writes back to something it accepts. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *text = (const char *)data;
  CsPublicKey key = { { 9 } };
  CsSignature signature, back;
  g_autofree char *purpose = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;
  if (cs_sshsig_from_armour (text, size, &key, &purpose, &signature, &error)) {
    g_autofree char *armour = cs_sshsig_to_armour (&key, purpose, &signature);
    gboolean ok = cs_sshsig_from_armour (armour, strlen (armour), NULL, NULL, &back, &refusal);
    g_assert (ok && memcmp (&back, &signature, sizeof back) == 0);
  }
  cs_minisign_verify (&key, "x", 1, text, size, NULL, &refusal);
  return 0;
}
