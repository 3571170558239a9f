/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project to test with: people with fixed names, one-page texts as items, boxes of no meaning. */
#pragma once

#include "cs-project-news.h"
#include "cs-project.h"
#include "cs-test.h"

/* Makes HANDLE's identity in ENV. */
CsSigner *cs_test_signer (CsEnv *env, const char *handle);
/* lee leads, ana labels, ben reviews, cat and dan are SMEs; a schema with "finding" (box, span,
 * point); N picture items of 1000 x 1000 in a case each, titled "case-0" ... Closed again. */
char *cs_test_project (CsEnv *env, const char *dir, guint n_cases);
/* The same where COVERAGE is "off" or "block". */
char *cs_test_project_under (CsEnv *env, const char *dir, guint n_cases, const char *coverage);
/* A folder, a fixed environment and the project of three cases in it: the fixture of a GLib test,
 * which may be the first member of a larger one. */
typedef struct {
  char *dir, *path;
  CsEnv *env;
} CsTestFixture;
void cs_test_set_up (CsTestFixture *fixture, gconstpointer data);
/* The same of as many cases as DATA is. */
void cs_test_set_up_many (CsTestFixture *fixture, gconstpointer data);
void cs_test_tear_down (CsTestFixture *fixture, gconstpointer data);
/* Opens it to look, as nobody. */
CsProject *cs_test_look (const CsTestFixture *fixture);

/* Opens as HANDLE, to write. */
CsProject *cs_test_open (CsEnv *env, const char *path, const char *handle);
/* The same a second later, of a fixture. */
CsProject *cs_test_open_later (const CsTestFixture *fixture, const char *handle);
/* The case of that title. */
CsGid cs_test_case (CsProject *project, const char *title);
/* A box at X, in thousandths of a pixel, on its first item. */
CsMark *cs_test_box (CsProject *project, const CsGid *case_gid, guint64 id, gint64 x,
                     const char *label);
/* Into the signer's draft. */
void cs_test_put_box (CsProject *project, const CsGid *case_gid, guint64 id, gint64 x,
                      const char *label);
/* Puts one more box into the signer's draft. */
void cs_test_draw (CsProject *project, const CsGid *case_gid, gint64 x);
void cs_test_draw_as (CsProject *project, const CsGid *case_gid, gint64 x, const char *label);
/* The case TITLE, with one box, as ana hands it in a second later. */
CsGid cs_test_submit (const CsTestFixture *fixture, const char *title);
/* Lee puts the case TITLE into SEGMENT, a second later; NULL: into none of that KIND. */
void cs_test_put_into (const CsTestFixture *fixture, const char *title, const char *kind,
                       const char *segment);
/* Lee says what HANDLE is expert in, and the segments that HANDLE is let in to. */
void cs_test_describe (const CsTestFixture *fixture, const char *handle, const char *tags,
                       const char *segments);
/* Its current version. */
CsHash cs_test_revision (CsProject *project, const CsGid *case_gid);
void cs_test_decide (CsProject *project, const CsGid *case_gid, const char *decision);
/* Asserts what the case's state says in words. */
void cs_test_assert_state (CsProject *project, const char *title, const char *state);
/* HANDLE, an SME, signs the case, which HANDLE accepted; the passphrase is "correct horse". */
void cs_test_sign (CsEnv *env, const char *path, const char *handle, const CsGid *case_gid);
/* The same key, made and known to PROJECT if need be, is ready to use. */
void cs_test_unlock (CsEnv *env, CsProject *project);
/* The bytes of a file as another one. */
void cs_test_copy (const char *from, const char *to);
/* What is new of the guideline to who opened PROJECT; caller frees. */
CsGuidelineNews *cs_test_news (CsProject *project);
