/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public half of a person: what `key list` prints and a lead gives to `person add`. An
 * immutable, reference-counted value; may cross threads. Whoever holds one knows that it was
 * checked: names are proper and the certificate, if there is one, is good. */
#pragma once

#include "cs-json.h"
#include "cs-key.h"

#define CS_HANDLE_MAX 32
#define CS_PERSON_NAME_MAX 200 /* bytes */

typedef struct {
  int refs;
  char *handle;
  char *name;
  CsGid person;
  CsPublicKey sitting_key;
  gboolean certified; /* signing_key and certificate are there */
  CsPublicKey signing_key;
  CsSignature certificate;
} CsIdentity;

/* Checks the names (INVALID). Not certified. */
CsIdentity *cs_identity_new (const char *handle, const char *name, const CsGid *person,
                             const CsPublicKey *sitting_key, GError **error);
/* The same person with SIGNING_KEY, which certifies the sitting key. */
CsIdentity *cs_identity_certify (const CsIdentity *identity, const CsKey *signing_key);
CsIdentity *cs_identity_ref (CsIdentity *identity);
void cs_identity_unref (CsIdentity *identity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsIdentity, cs_identity_unref)

/* {"format":"countersign-identity-1","handle","name","person","sitting_key"} and, together,
 * "signing_key" and "certificate" (128 hex). */
CsJson *cs_identity_to_json (const CsIdentity *identity);
/* Checks everything: INVALID names the field, DENIED a certificate that does not hold. */
CsIdentity *cs_identity_from_json (const CsJson *json, GError **error);
/* The same from the text of a file, at most 16 KiB. */
CsIdentity *cs_identity_parse (const char *text, gsize size, GError **error);

/* What a certificate signs, with the purpose CS_SSHSIG_SITTING: canonical JSON
 * {"format":"countersign-certificate-1","handle","person","signing_key","sitting_key"}. */
char *cs_identity_certificate_text (const CsIdentity *identity, gsize *ret_size);

/* [a-z0-9][a-z0-9._-]{0,31} */
gboolean cs_handle_ok (const char *handle);
/* "Dr. Ana Example" -> "ana": the first word that is no title, or the title when there is nothing
 * else; "" when nothing of it can be used. Caller frees. */
char *cs_handle_from_name (const char *name);
/* One line of 1 to 200 bytes, something visible in it, no controls and nothing that changes the
 * direction of the text around it. */
gboolean cs_person_name_ok (const char *name);
