/* SPDX-License-Identifier: GPL-3.0-or-later */
/* VERIFY.txt: how a receiver checks a release without any program of ours. */
#include "cs-release-private.h"

static const char head[] =
    "How to check this release\n"
    "=========================\n"
    "\n"
    "Release:  %s\n"
    "Project:  %s (%s)\n"
    "Released: by %s\n"
    "\n"
    "What a check tells: whether any file of this folder, any signed mark or answer, or any "
    "signed\n"
    "source file differs from what the people below signed. Any change to signed content is\n"
    "detectable by verification against a known key or a known SHA256SUMS. What it does not tell:\n"
    "that the keys are theirs (compare the fingerprints by another way: on paper, by phone), that\n"
    "the clock of a signer was right, or that the marks are medically correct. For annotation,\n"
    "research and dataset review, not for primary diagnosis.\n"
    "\n"
    "Keys, as ssh-keygen -l prints them:\n";

static const char recipe[] =
    "\n"
    "Run these inside the folder. Each must end without an error.\n"
    "\n"
    "1. Every file is what the list says (on macOS: shasum -a 256 -c):\n"
    "\n"
    "   sha256sum --check --quiet --strict SHA256SUMS\n"
    "\n"
    "2. The list is what the releaser signed. One of the two is enough:\n"
    "\n"
    "   ssh-keygen -Y verify -f allowed_signers -I %s -n release@countersign \\\n"
    "     -s SHA256SUMS.sig < SHA256SUMS\n"
    "   minisign -V -p signer.pub -m SHA256SUMS\n"
    "\n"
    "3. The source files, %s:\n"
    "\n"
    "   sha256sum --check --quiet --strict SOURCES.sha256\n"
    "\n"
    "4. One case alone, with CASE its id (the member \"case\" in items.jsonl). "
    "signatures/CASE.json\n"
    "   says what was signed; it stands, byte for byte, in a list that its signer signed. The "
    "first\n"
    "   line finds that list, the second says who signed it (\"signer\", \"meaning\", "
    "\"statement\"),\n"
    "   the third checks the signature; HANDLE is the signer's in people.json:\n"
    "\n"
    "   LIST=$(grep -lFf signatures/CASE.json manifests/*.json)\n"
    "   cat \"$LIST\"\n"
    "   ssh-keygen -Y verify -f allowed_signers -I HANDLE -n signoff@countersign \\\n"
    "     -s \"$LIST.sig\" < \"$LIST\"\n"
    "\n"
    "5. What the ids in signatures/CASE.json stand for. Each is the SHA-256 of some bytes here:\n"
    "\n"
    "   object      a line of revisions.jsonl without its line end: the answers, and the SHA-256 "
    "of\n"
    "               the lines with the marks. This prints the SHA-256 of every line:\n"
    "               while IFS= read -r line; do printf %%s \"$line\" | sha256sum; done \\\n"
    "                 < revisions.jsonl\n"
    "   parts       the source files of each item, in order; see SOURCES.sha256\n"
    "   schema, guideline, workflow    documents/ID.json\n"
    "   case, decision, item, revision    ids inside the project; evidence: \"none\" when how the\n"
    "               pictures were read was not recorded\n"
    "\n"
    "   The signed marks are those lines. marks.jsonl says the same in a form that is easier to\n"
    "   read, and \"countersign-cli release verify .\" compares the two mark by mark; other\n"
    "   formats in this folder are covered by the releaser's signature (1 and 2), not compared.\n"
    "\n"
    "To read the marks: python3 read.py\n";

char *
cs_release_verify_text (const CsReleaseCut *cut, const CsReleaseKey *releaser)
{
  char gid[CS_GID_HEX + 1];
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, head, cut->order->name, cs_project_name (cut->project),
                          cs_gid_to_hex (cs_project_gid (cut->project), gid), releaser->handle);
  for (guint i = 0; i < cut->keys->len; i++) {
    const CsReleaseKey *key = cut->keys->pdata[i];
    g_autofree char *fingerprint = cs_release_fingerprint (&key->key);
    g_string_append_printf (text, "  %s  %s (%s)%s\n", fingerprint, key->handle, key->name,
                            key->releases ? ", released" : "");
  }
  g_string_append_printf (text, recipe, releaser->handle,
                          cut->order->with_sources
                              ? "which are in sources/"
                              : "which are only listed here; put your own copies into sources/\n"
                                "   under the names in the list");
  return g_string_free (text, FALSE);
}
