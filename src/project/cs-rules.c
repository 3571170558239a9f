/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long because the rule of every deed stands here, one below the other. */
#include "cs-rules-project.h"
#include "cs-rules-talk.h"
#include "cs-rules-words.h"

#include <string.h>

/* Each rule answers NULL for yes, or the sentence that says why not (cs-rules-words.h). */
typedef const char *(*Rule) (const CsReader *reader, const CsRuleState *state);

/* Only who may know is told what it is. */
static const char *
control_case (const CsReader *reader)
{
  return cs_rules_sees_results (reader)
             ? "it is a control case, which nobody but who it was made for works on"
             : "there is no such case";
}

static const char *
stage_open (const CsReader *reader, const CsRuleState *state)
{
  gboolean lead = (reader->roles & CS_ROLE_LEAD) != 0;
  if (!state->case_exists)
    return "there is no such case";
  if (state->control_other)
    return control_case (reader);
  if (state->kept)
    return "{you have|@ has} handed the case in";
  switch (state->status) {
  case CS_CASE_REJECTED:
    return lead ? "the case was rejected; {reopen it to change something|a lead can reopen it}"
                : "the case was rejected; a lead can reopen it";
  case CS_CASE_SIGNED:
    return lead ? "the case is signed; {reopen it to change something|a lead can reopen it}"
                : "the case is signed; a lead can reopen it";
  case CS_CASE_ACCEPTED:
    return "the case is accepted and waits for its signature";
  default:
    return NULL;
  }
}

static const char *
regroup (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists)
    return "there is no such case";
  if (state->control_other)
    return control_case (reader);
  if (state->case_worked)
    return "somebody has worked on the case already; cases are regrouped before the first claim";
  return cs_rule_import (reader, state);
}

static const char *
waits_for_ruling (const CsRuleState *state)
{
  static const char *const sentences[] = {
    NULL,
    "the case waits for a lead to rule on a question; nobody goes on with it before",
    "the case waits for an SME to rule on a question; nobody goes on with it before",
    "the case waits for the board to rule on a question; nobody goes on with it before",
  };
  return sentences[state->asked];
}

/* Not of what was done before the copies met: that is settled then. */
static const char met_first[] = "somebody else went on with the case in another copy; that is "
                                "settled first{; ask for the next task, which brings it to who "
                                "does|}";

static const char *
group_not_theirs (const CsRuleState *state)
{
  if (state->group_unknown)
    return "the case is not read by groups of labels now, or has none of that name";
  if (state->group_other)
    return "another group of labels of the case is to be read by the same person; each is read by "
           "somebody else";
  return state->group_taken ? "somebody else reads that group of labels of the case" : NULL;
}

static const char *
may_work_at_stage (const CsReader *reader, const CsRuleState *state)
{
  const char *closed = stage_open (reader, state);
  if (closed != NULL)
    return closed;
  if (!state->has_schema)
    return "no label schema is published yet; a lead publishes one first";
  if (state->case_empty)
    return "the case has no items";
  if (state->rivals)
    return met_first;
  if (state->stage_roles == 0)
    return "the case is past its last stage";
  if ((reader->roles & state->stage_roles) == 0)
    return "the case is at $stage, and only $stage-roles acts there; {you are|@ is} $roles";
  if (state->expertise != NULL)
    return "the case asks for expertise in $expertise, which {you are|@ is} not said to have{; a "
           "lead says so (\"person describe\")|}";
  if (state->stage_excludes_author && state->actor_is_author)
    return "{you are|@ is} an author of this work; somebody else must look at it";
  if (state->stage_meets && state->actor_decided)
    return "what is to be settled is partly {your|their} own; somebody else settles it";
  if (state->stage_excludes_decider && state->actor_decided)
    return "{you have|@ has} accepted the case at an earlier stage; somebody else must look at it";
  if (state->actor_read)
    return "{you have|@ has} read the case already; it waits for the others";
  if (state->places_taken && !state->lease_over && !state->actor_holds && !state->assigned_to_actor)
    return "as many as read this case have it already";
  const char *group = group_not_theirs (state);
  if (group != NULL)
    return group;
  if (state->other_holds && !state->lease_over)
    return "somebody else is working on the case";
  if (state->assigned_to_other)
    return "the case is assigned to somebody else";
  if (state->ordered && !state->served && !state->actor_holds && !state->assigned_to_actor)
    return "the cases are taken in their order here{; \"task next\" takes the first|, and this was "
           "not the first}";
  return waits_for_ruling (state);
}

/* Who is paused ends what they began, and sees what they saw. */
static const char *
may_work_now (const CsReader *reader, const CsRuleState *state)
{
  const char *no = may_work_at_stage (reader, state);
  if (no == NULL && reader->paused && !state->actor_holds)
    return "{your|their} work is paused; what is begun can still be handed in{. Ask a lead, who "
           "goes through it with you and lets you go on|}";
  return no;
}

static const char *
claim (const CsReader *reader, const CsRuleState *state)
{
  if (state->renews && !state->actor_holds)
    return "{you are|@ is} not working on the case any more";
  if (state->actor_holds && state->asked == CS_ASKED_NOBODY &&
      !(state->renews && state->lease_runs))
    return "{you are|@ is} working on the case already";
  return may_work_now (reader, state);
}

/* They read it too, or could, or may come to settle what its readers differ on. */
static gboolean
is_blind (const CsReader *reader, const CsRuleState *state)
{
  return state->round && (reader->roles & (state->stage_roles | state->settle_roles)) != 0;
}

static const char *
assign (const CsReader *reader, const CsRuleState *state)
{
  const char *closed = stage_open (reader, state);
  if (closed != NULL)
    return closed;
  if (state->takes && !(reader->roles & CS_ROLE_LEAD))
    return cs_rule_lead (reader, state);
  if (state->takes && !state->from_has)
    return "that person does not have the case, or has handed it in";
  if (!state->assignee_may)
    return "that person may not act at the stage that the case is at (role, segment, author of it, "
           "or accepted it before)";
  if (state->assignee_paused)
    return "that person is paused; \"person resume\" lets them go on";
  if (state->asked != CS_ASKED_NOBODY)
    return waits_for_ruling (state);
  const char *group = group_not_theirs (state);
  gboolean taken = group != NULL && !state->group_unknown;
  if ((state->assignee_reads || state->places_taken || taken) && is_blind (reader, state))
    return "that person cannot be given the case now; which of its readers has it is not told to "
           "who may read or settle it";
  if (state->assignee_reads)
    return "that person reads the case already";
  if (state->places_taken)
    return "as many as read this case have it already";
  return group != NULL ? group : cs_rule_lead (reader, state);
}

static const char *
prioritise (const CsReader *reader, const CsRuleState *state)
{
  const char *closed = stage_open (reader, state);
  /* Who is to sign is served by it, too. */
  if (closed != NULL && !(state->case_exists && state->status == CS_CASE_ACCEPTED))
    return closed;
  return cs_rule_lead (reader, state);
}

/* A case that is signed is kept from people as much as any. */
static const char *
segment (const CsReader *reader, const CsRuleState *state)
{
  return state->case_exists ? cs_rule_lead (reader, state) : "there is no such case";
}

static const char *
skip (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists || !state->actor_holds)
    return "{you are|@ is} not working on the case";
  return waits_for_ruling (state);
}

static const char *
suggest (const CsReader *reader, const CsRuleState *state)
{
  return state->case_exists ? cs_rule_lead (reader, state) : "there is no such case";
}

static const char *
submit (const CsReader *reader, const CsRuleState *state)
{
  const char *no = may_work_now (reader, state);
  if (no != NULL)
    return no;
  if (state->stage > 0)
    return "the case is past labelling; review it instead";
  if (!state->revision_current)
    return "the case moved on since {your|the} draft was begun{; discard the draft and begin "
           "again|}";
  return NULL;
}

static const char *
decide (const CsReader *reader, const CsRuleState *state)
{
  if (state->case_exists && !state->kept && state->status <= CS_CASE_HELD &&
      (state->stage == 0 || !state->has_revision))
    return "nothing was submitted yet";
  const char *no = may_work_now (reader, state);
  if (no != NULL)
    return no;
  if (!state->revision_current)
    return "the case moved on{; look at the newest version|}";
  if (state->stage_looks && !state->actor_looked)
    return "{you look|@ had to look} first here: the marks are hidden until {you ask|they are "
           "asked} "
           "for{ them (\"task look\")|}";
  if (state->reading_evidence_missing)
    return "$evidence";
  return NULL;
}

/* Who asked to be shown the marks was shown them, whatever became of the case meanwhile: that is a
 * fact. */
static const char *
look (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists)
    return "there is no such case";
  if (!state->revision_known)
    return "the case has no such version";
  if (state->look_done)
    return NULL;
  const char *no = may_work_at_stage (reader, state);
  if (no != NULL)
    return no;
  if (!state->stage_looks)
    return "nothing is hidden at this stage of the case";
  if (!state->actor_holds)
    return "{you are|@ is} not working on the case; take it first (\"task next\")";
  if (state->actor_looked)
    return "the marks are shown already";
  return state->revision_current ? NULL : "the case moved on{; look at the newest version|}";
}

/* What stands, or is put right, as it is. */
static const char *
judge (const CsReader *reader, const CsRuleState *state)
{
  const char *no = decide (reader, state);
  if (no == NULL && state->stage_settles && state->stage_meets)
    return "two copies went on differently with the case; settle that first (\"adjudicate\")";
  if (no == NULL && state->stage_settles)
    return "who read the case does not agree on it; settle that first (\"adjudicate\")";
  return no;
}

/* Said with the remark put in. */
static const char critical_open[] =
    "a critical remark is open: $critical{; close it first, or send the case back|}";

/* What leaves the last stage is approved. */
static const char *
accept (const CsReader *reader, const CsRuleState *state)
{
  const char *no = judge (reader, state);
  return no == NULL && state->stage_signs && state->open_critical[0] != '\0' ? critical_open : no;
}

static const char *
adjudicate (const CsReader *reader, const CsRuleState *state)
{
  const char *no = decide (reader, state);
  if (no != NULL)
    return no;
  if (!state->stage_settles)
    return "there is nothing to settle on the case";
  return state->merge_right
             ? NULL
             : "the rulings do not fit what is disputed: a reading that was chosen is "
               "in the result, what was drawn is there, and what nobody is right "
               "about is not";
}

static const char *
meet (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists)
    return "there is no such case";
  return state->rivals_known ? NULL : "no such acts of another copy are kept of the case";
}

static const char *
merge_reads (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists)
    return "there is no such case";
  if (!state->round_over)
    return "not everybody has read the case";
  return state->merge_right ? NULL : "it is not what the workflow makes of the reads";
}

static const char *
unmerge (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists)
    return "there is no such case";
  if (!state->merged)
    return "nothing that readers agreed on stands as it was found";
  if (state->asked != CS_ASKED_NOBODY)
    return waits_for_ruling (state);
  if (state->other_holds)
    return "somebody else is working on the case";
  gboolean settles = (reader->roles & state->settle_roles) != 0 && !state->actor_is_author;
  if (!settles && !(reader->roles & CS_ROLE_LEAD))
    return "only a lead, or who settles what readers do not agree on and did not read it, may do "
           "this";
  return state->merge_right ? NULL : "it is not what the workflow makes of the reads";
}

static const char *
withdraw_own (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists || !state->own)
    return "only {your|their} own last act on the case can be taken back";
  if (state->status == CS_CASE_SIGNED)
    return "the case is signed; nothing undoes a signature";
  return state->built_on ? "somebody has gone on from it already" : NULL;
}

static const char *
sign (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists)
    return "there is no such case";
  if (!(reader->roles & CS_ROLE_SME))
    return "only an SME signs";
  if (state->status == CS_CASE_SIGNED)
    return "the case is signed already";
  if (state->status != CS_CASE_ACCEPTED)
    return "the case is not accepted yet";
  if (state->rivals)
    return met_first;
  if (!state->accepted_by_actor)
    return "only the SME who accepted the case signs it";
  if (state->actor_is_author && !state->countersigned)
    return "{you are|@ is} an author of this work; another SME must approve it";
  if (state->open_critical[0] != '\0')
    return critical_open;
  if (state->reading_evidence_missing)
    return "$evidence";
  return state->signature_good ? NULL : "the signature does not fit what it should cover";
}

static const char *
attest (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists)
    return "there is no such case";
  if (!(reader->roles & (CS_ROLE_REVIEWER | CS_ROLE_SME)))
    return "only a reviewer or an SME signs as reviewed";
  if (state->status == CS_CASE_REJECTED)
    return "the case was rejected; a lead can reopen it";
  if (!state->judged_by_actor)
    return "only who accepted this version signs it as reviewed";
  if (state->actor_is_author)
    return "{you are|@ is} an author of this work; somebody else must look at it";
  if (state->reading_evidence_missing)
    return "$evidence";
  return state->signature_good ? NULL : "the signature does not fit what it should cover";
}

static const char *
reopen (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists)
    return "there is no such case";
  if (state->status != CS_CASE_REJECTED && state->status != CS_CASE_SIGNED &&
      state->status != CS_CASE_ACCEPTED)
    return "the case is open";
  return cs_rule_lead (reader, state);
}

static const char *
release (const CsReader *reader, const CsRuleState *state)
{
  if (state->name_taken)
    return "there is a release of this name already";
  return cs_rule_lead (reader, state);
}

static const char *
acknowledge (const CsReader *reader, const CsRuleState *state)
{
  return state->document_known ? NULL : "there is no such version of the guideline";
}

static const char *
add_context (const CsReader *reader, const CsRuleState *state)
{
  return state->case_exists ? cs_rule_lead (reader, state) : "there is no such case";
}

static const char *
open_context (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists)
    return "there is no such case";
  return state->context_allowed ? NULL
                                : "the rules of the project do not allow that to be read{; a lead "
                                  "can allow it (\"context allow\")|}";
}

gboolean
cs_rules_sees_all (const CsReader *reader)
{
  return (reader->roles & CS_ROLES_ALL & ~(guint)(CS_ROLE_LABELER | CS_ROLE_OBSERVER)) != 0;
}

gboolean
cs_rules_sees_effort (const CsReader *reader)
{
  return (reader->roles & (CS_ROLE_LEAD | CS_ROLE_AUDITOR)) != 0;
}

gboolean
cs_rules_sees_results (const CsReader *reader)
{
  return (reader->roles & (CS_ROLE_LEAD | CS_ROLE_AUDITOR)) != 0;
}

gboolean
cs_rules_sees_trends (const CsReader *reader)
{
  return (reader->roles & (CS_ROLE_LEAD | CS_ROLE_AUDITOR)) != 0;
}

gboolean
cs_rules_hides_marks (const CsReader *reader, const CsRuleState *state)
{
  gboolean at_work = state->actor_holds || state->assigned_to_actor;
  gboolean rules = state->asked != CS_ASKED_NOBODY && !state->actor_holds &&
                   (reader->roles & (CS_ROLE_SME | CS_ROLE_LEAD)) != 0;
  return (reader->roles & state->look_roles) != 0 && state->has_revision && !state->actor_looked &&
         !state->actor_is_author && !rules && (state->stage_looks || !at_work);
}

gboolean
cs_rules_sees_marks (const CsReader *reader, const CsRuleState *state)
{
  if (state->hidden)
    return FALSE;
  if (is_blind (reader, state) || cs_rules_hides_marks (reader, state))
    return state->own || state->actor_is_author;
  if (cs_rules_sees_all (reader) || !(reader->roles & CS_ROLE_LABELER))
    return cs_rules_sees_all (reader);
  if (state->own || state->withdrawn)
    return state->own;
  gboolean at_work = state->actor_holds || state->assigned_to_actor;
  return state->actor_is_author || (at_work && (reader->roles & state->stage_roles) != 0);
}

gboolean
cs_rules_sees_version (const CsReader *reader, const CsRuleState *state)
{
  if (state->round && (reader->roles & CS_ROLES_WORKING) != 0)
    return state->own && !state->hidden;
  return cs_rules_sees_marks (reader, state);
}

gboolean
cs_rules_sees_case (const CsReader *reader, const CsRuleState *state)
{
  if (state->hidden)
    return FALSE;
  if (cs_rules_sees_all (reader) || (reader->roles & CS_ROLE_OBSERVER))
    return TRUE;
  if (!(reader->roles & CS_ROLE_LABELER))
    return FALSE;
  return !state->has_revision || state->actor_drafts || cs_rules_sees_marks (reader, state) ||
         may_work_at_stage (reader, state) == NULL;
}

gboolean
cs_rules_sees_releases (const CsReader *reader)
{
  return cs_rules_sees_all (reader) || !(reader->roles & (CS_ROLE_LABELER | CS_ROLE_OBSERVER));
}

/* A draft that could never be handed on is not begun; on somebody else's work it is begun by who
 * may see that. */
static const char *
draft (const CsReader *reader, const CsRuleState *state)
{
  const char *no = may_work_now (reader, state);
  if (no != NULL)
    return no;
  return !state->has_revision || cs_rules_sees_marks (reader, state) ||
                 (state->stage_looks && cs_rules_hides_marks (reader, state))
             ? NULL
             : "somebody else's work is in the case; take it first (\"task next\")";
}

static const char *
escalate (const CsReader *reader, const CsRuleState *state)
{
  const char *no = may_work_at_stage (reader, state);
  if (no != NULL)
    return no;
  if (!state->actor_holds)
    return "{you are|@ is} not working on the case";
  if (state->round)
    return "several people read the case, and none is to know of the others; say in the answer "
           "what "
           "is not clear";
  return state->asked_somebody
             ? NULL
             : "nobody there could rule on it who neither asks nor made the work; "
               "ask somebody else";
}

/* The agreement of who made the work stands for that of a second expert. */
static const char *
countersign (const CsReader *reader, const CsRuleState *state)
{
  const char *closed = stage_open (reader, state);
  if (closed != NULL)
    return closed;
  if (state->rivals)
    return met_first;
  if (!state->corrected_at_end)
    return "nothing was corrected where the case is signed";
  if (!state->revision_current)
    return "the case moved on{; look at the newest version|}";
  if (state->accepted_by_actor)
    return "the correction is {your|their} own; somebody else agrees to it";
  if (!state->actor_is_author)
    return "only who made the work agrees to how it was corrected";
  if (state->tier < 2)
    return "at tier 1, and without a tier, another SME who is not an author approves what was "
           "corrected";
  if (state->asked != CS_ASKED_NOBODY)
    return waits_for_ruling (state);
  return state->other_holds ? "somebody else is working on the case" : NULL;
}

/* With which roles a deed can be allowed at all, and the rule that says when. A row for each deed:
 * whoever adds one decides for every role. */
#define WORK CS_ROLES_WORKING
#define READ (CS_ROLES_WORKING | CS_ROLE_AUDITOR)
static const struct {
  guint roles;
  Rule rule;
} rules[CS_N_DEEDS] = {
  [CS_DEED_CREATE] = { CS_ROLES_ALL, cs_rule_create },
  [CS_DEED_CERTIFY] = { CS_ROLES_ALL, cs_rule_certify },
  [CS_DEED_ADD_PERSON] = { WORK, cs_rule_add_person },
  [CS_DEED_ROLES] = { WORK, cs_rule_change_roles },
  [CS_DEED_DESCRIBE] = { WORK, cs_rule_describe_person },
  [CS_DEED_PUBLISH] = { WORK, cs_rule_lead },
  [CS_DEED_PUBLISH_WORKFLOW] = { WORK, cs_rule_publish_workflow },
  [CS_DEED_RELAX] = { WORK, cs_rule_relax },
  [CS_DEED_IMPORT] = { WORK, cs_rule_import },
  [CS_DEED_ADD_ITEM] = { WORK, cs_rule_add_item },
  [CS_DEED_REGROUP] = { WORK, regroup },
  [CS_DEED_ASSIGN] = { WORK, assign },
  [CS_DEED_PRIORITISE] = { WORK, prioritise },
  [CS_DEED_SEGMENT] = { WORK, segment },
  [CS_DEED_CLAIM] = { WORK, claim },
  [CS_DEED_SKIP] = { WORK, skip },
  [CS_DEED_SUGGEST] = { WORK, suggest },
  [CS_DEED_SUBMIT] = { WORK, submit },
  [CS_DEED_MERGE] = { WORK, merge_reads },
  [CS_DEED_UNMERGE] = { WORK, unmerge },
  [CS_DEED_MEET] = { WORK, meet },
  [CS_DEED_ADJUDICATE] = { WORK, adjudicate },
  [CS_DEED_ACCEPT] = { WORK, accept },
  [CS_DEED_CORRECT] = { WORK, judge },
  [CS_DEED_SEND_BACK] = { WORK, decide },
  [CS_DEED_REJECT] = { WORK, decide },
  [CS_DEED_WITHDRAW] = { WORK, withdraw_own },
  [CS_DEED_SIGN] = { WORK, sign },
  [CS_DEED_ATTEST] = { WORK, attest },
  [CS_DEED_REOPEN] = { WORK, reopen },
  [CS_DEED_RELEASE] = { WORK, release },
  [CS_DEED_REMARK] = { READ, cs_rule_remark },
  [CS_DEED_REPLY] = { WORK, cs_rule_reply },
  [CS_DEED_CLOSE_REMARK] = { WORK, cs_rule_close_remark },
  [CS_DEED_ACKNOWLEDGE] = { WORK, acknowledge },
  [CS_DEED_ADD_CONTEXT] = { WORK, add_context },
  [CS_DEED_OPEN_CONTEXT] = { READ, open_context },
  [CS_DEED_DRAFT] = { WORK, draft },
  [CS_DEED_ESCALATE] = { WORK, escalate },
  [CS_DEED_SEND_UP] = { WORK, cs_rule_send_up },
  [CS_DEED_RULE] = { WORK, cs_rule_rule },
  [CS_DEED_AGREE] = { WORK, cs_rule_agree },
  [CS_DEED_COUNTERSIGN] = { WORK, countersign },
  [CS_DEED_PAUSE] = { WORK, cs_rule_pause_person },
  [CS_DEED_CONTROL] = { WORK, cs_rule_make_control },
  [CS_DEED_PAUSE_FAILED] = { WORK, cs_rule_pause_failed },
  [CS_DEED_RESUME] = { WORK, cs_rule_resume_person },
  [CS_DEED_LOOK] = { WORK, look },
};
#undef WORK
#undef READ

guint
cs_rules_roles_for (CsDeed deed)
{
  return rules[deed].roles;
}

/* Why nobody of READER's roles does DEED ever; NULL when some role does. */
static const char *
role_forbids (const CsReader *reader, CsDeed deed)
{
  if (reader->roles & rules[deed].roles)
    return NULL;
  if (reader->roles & CS_ROLE_AUDITOR)
    return "an auditor reads everything and records findings, and changes nothing";
  if (reader->roles & CS_ROLE_OBSERVER)
    return "an observer sees how far the work is, and does nothing";
  return "only a member of the project may do this{; ask a lead to add you|}";
}

gboolean
cs_rules_may (const CsReader *reader, CsDeed deed, const CsRuleState *state, char **ret_reason)
{
  const char *no = NULL;
  if (deed != CS_DEED_CREATE && !state->project_exists)
    no = "there is no project yet";
  else if (deed != CS_DEED_CREATE)
    no = role_forbids (reader, deed);
  if (no == NULL && state->hidden)
    no = "there is no such case";
  if (no == NULL)
    no = rules[deed].rule (reader, state);
  if (no == NULL)
    return TRUE;
  if (ret_reason != NULL)
    *ret_reason = cs_rules_words (no, reader, state);
  return FALSE;
}
