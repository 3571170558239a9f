/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may do what. One pure function over plain values: no SQL, no files, no clock. The window, the
 * command line, imports, merges and the rebuilding of the index all ask it. Any thread. */
#pragma once

#include "cs-hash.h"

typedef enum {
  CS_ROLE_LABELER = 1 << 0,
  CS_ROLE_REVIEWER = 1 << 1,
  CS_ROLE_SME = 1 << 2,
  CS_ROLE_LEAD = 1 << 3,
  CS_ROLE_ADJUDICATOR = 1 << 4, /* settles what readers differ on */
  CS_ROLE_AUDITOR = 1 << 5,     /* reads everything, changes nothing, records findings */
  CS_ROLE_OBSERVER = 1 << 6,    /* sees which cases there are and how far they are, does nothing */
} CsRole;

#define CS_ROLES_WORKING                                                                           \
  (CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_SME | CS_ROLE_LEAD | CS_ROLE_ADJUDICATOR)
#define CS_ROLES_ALL (CS_ROLES_WORKING | CS_ROLE_AUDITOR | CS_ROLE_OBSERVER)

/* "lead"; 0 for an unknown word. */
guint cs_role_from_name (const char *name);
/* "labeler,sme" and back; the parser refuses unknown words with INVALID. Caller frees. */
char *cs_roles_to_text (guint roles);
gboolean cs_roles_parse (const char *text, guint *ret_roles, GError **error);

/* "a labeler, a reviewer or an SME", LAST before the last one. Caller frees. */
char *cs_roles_to_words (guint roles, const char *last);

/* Whom a question about a case waits for: the ladder that it goes up. */
typedef enum {
  CS_ASKED_NOBODY,
  CS_ASKED_LEAD,
  CS_ASKED_SME,
  CS_ASKED_BOARD, /* an SME and a lead who agree */
} CsAsked;

/* "board", "lead", "sme"; NULL-terminated. */
extern const char *const cs_asked_names[];
const char *cs_asked_name (CsAsked asked);
/* CS_ASKED_NOBODY for an unknown word. */
CsAsked cs_asked_from_name (const char *name);
/* In a sentence: "an SME". */
const char *cs_asked_words (CsAsked asked);

/* On whose behalf something is read or done. Every read of a project takes one. */
typedef struct {
  CsGid person;
  guint roles;     /* CsRole; 0: not a member */
  gboolean paused; /* they begin nothing until who leads lets them go on */
} CsReader;

typedef enum {
  CS_DEED_CREATE,
  CS_DEED_CERTIFY, /* own keys */
  CS_DEED_ADD_PERSON,
  CS_DEED_ROLES,
  CS_DEED_DESCRIBE, /* what somebody is expert in, their level, where they were let in */
  CS_DEED_PUBLISH,  /* schema, guideline */
  CS_DEED_PUBLISH_WORKFLOW,
  CS_DEED_RELAX, /* a stage of it, as its rule allows */
  CS_DEED_IMPORT,
  CS_DEED_ADD_ITEM, /* to a case */
  CS_DEED_REGROUP,
  CS_DEED_ASSIGN,
  CS_DEED_PRIORITISE, /* priority, due date */
  CS_DEED_SEGMENT,    /* to put a case in a segment, or take it out */
  CS_DEED_CLAIM,
  CS_DEED_SKIP,
  CS_DEED_SUGGEST,
  CS_DEED_SUBMIT,
  CS_DEED_MERGE,   /* to find what several readers agree on, as the rule has it */
  CS_DEED_UNMERGE, /* to have nothing of it agreed */
  CS_DEED_MEET,    /* to bring what two copies did from one state to who settles it */
  CS_DEED_ADJUDICATE,
  CS_DEED_ACCEPT,
  CS_DEED_CORRECT,
  CS_DEED_SEND_BACK,
  CS_DEED_REJECT,
  CS_DEED_WITHDRAW,
  CS_DEED_SIGN,   /* approved: the case is signed off */
  CS_DEED_ATTEST, /* reviewed: said beside, changes nothing */
  CS_DEED_REOPEN,
  CS_DEED_RELEASE,
  CS_DEED_DRAFT,        /* no event: work in progress that its person could hand on */
  CS_DEED_REMARK,       /* on a version */
  CS_DEED_REPLY,        /* agree with a remark, or answer it */
  CS_DEED_CLOSE_REMARK, /* as settled */
  CS_DEED_ACKNOWLEDGE,  /* a guideline as read */
  CS_DEED_ADD_CONTEXT,  /* a text about the patient, beside the pictures of a case */
  CS_DEED_OPEN_CONTEXT, /* to read it */
  CS_DEED_ESCALATE,     /* to ask somebody above; nobody acts on the case until they ruled */
  CS_DEED_SEND_UP,      /* such a question */
  CS_DEED_RULE,         /* on it; of the board: what the other one is to agree with */
  CS_DEED_AGREE,        /* with that */
  CS_DEED_COUNTERSIGN,  /* who made the work: a correction of it at the stage that signs */
  CS_DEED_PAUSE,        /* somebody, who then begins nothing */
  CS_DEED_CONTROL,      /* to have a signed case read again by who does not know it */
  CS_DEED_PAUSE_FAILED, /* the same by the rule for control cases, which the program finds */
  CS_DEED_RESUME,       /* to let them go on */
  CS_DEED_LOOK,         /* to be shown the marks, after having looked without them */
  CS_N_DEEDS,
} CsDeed;

typedef enum {
  CS_CASE_WAITING,  /* at a stage, nobody works on it */
  CS_CASE_HELD,     /* at a stage, somebody does */
  CS_CASE_ACCEPTED, /* through all stages, not signed */
  CS_CASE_SIGNED,
  CS_CASE_REJECTED, /* out until a lead reopens it */
} CsCaseStatus;

/* What the rules look at; gathered from the index by cs-event-*.c. */
typedef struct {
  const char *actor; /* a refusal is said of who has this name; NULL: to them */
  gboolean project_exists;
  gboolean has_schema;
  gboolean last_lead;  /* the deed would leave the project without a lead */
  gboolean name_taken; /* a person's handle, a release's name */
  gboolean gid_taken;  /* what is to be made has the id of something else */
  gboolean person_known;
  gboolean person_paused, person_is_actor, others_lead; /* who is to be paused, or to go on */
  gboolean pause_due; /* they failed as many control cases as the workflow pauses for */
  gboolean assignee_paused;
  gboolean control_signed, control_reads, control_seen, control_twice,
      control_fits;                     /* what a control case is to be made of, and for whom */
  gboolean level_rises, reason_missing; /* of a person; why it changes, and what qualifies them */
  gboolean record_right;                /* the numbers that stand for it are so */
  guint deserted, deserted_roles;  /* the stage of a workflow where none of these acts, or too few
                                      read; 0: each has somebody */
  guint deserted_by;               /* how many would have to */
  gboolean case_exists;            /* the rest is about that case */
  gboolean control, control_other; /* a control case; that is not theirs */
  gboolean kept;                   /* handed in by them, who are not told what became of it */
  gboolean hidden;                 /* of a sensitive segment that the actor was not let in to */
  const char *expertise;           /* that the case asks for and they do not have; or NULL */
  gboolean case_worked;            /* somebody claimed it once */
  gboolean case_empty;             /* nothing in it any more */
  CsCaseStatus status;
  guint stage;           /* its place in the workflow */
  const char *stage_key; /* "review" */
  guint stage_roles;     /* CsRole that may act at it */
  gboolean stage_excludes_author;
  gboolean stage_signs;
  gboolean stage_meets; /* acts of two copies are settled there */
  gboolean stage_excludes_decider;
  gboolean stage_looks;     /* the marks are hidden there until they are asked for */
  guint look_roles;         /* CsRole that act at such a stage, which the case is at or before */
  gboolean actor_is_author; /* of the current revision */
  gboolean actor_decided;   /* they accepted the case at an earlier stage */
  gboolean actor_looked;    /* they were shown the marks of the case, as the journal has it */
  gboolean look_done;       /* that they asked is in a journal already */
  gboolean actor_holds;
  gboolean other_holds;
  gboolean lease_runs; /* the actor holds it for a time, which they can have prolonged */
  gboolean lease_over; /* who else holds it, or has the place among readers, did so too long */
  gboolean renews;     /* the act says that it prolongs this */
  gboolean ordered;    /* nobody chooses: what the queue serves is taken */
  gboolean served;     /* it is that */
  gboolean assigned_to_actor;
  gboolean assigned_to_other;
  gboolean round;           /* several read the case, each for themselves, and not all are done */
  gboolean round_over;      /* but for what they agree on, which nobody looked for yet */
  gboolean actor_read;      /* they are one who is done */
  gboolean places_taken;    /* as many as shall read it do, or did */
  gboolean takes, from_has; /* the case is taken from somebody, who has it and is not done */
  gboolean assignee_reads;
  /* Of the group of labels that the act names, if it does: the case has none such, somebody else
   * reads it, or who is meant reads another one. */
  gboolean group_unknown, group_taken, group_other;
  gboolean stage_settles; /* what they do not agree on */
  guint settle_roles;     /* CsRole that may, at such a stage of the case's workflow */
  gboolean rivals;       /* acts of another copy are kept that nobody brought to who settles them */
  gboolean rivals_known; /* those that are meant are acts of the case that are kept */
  gboolean merged;       /* nobody acted on what was found that they agree on */
  gboolean merge_right;  /* what is said to be agreed and settled is so by the rule of the stage */
  gboolean actor_drafts; /* they have work in progress on it */
  gboolean has_revision;
  gboolean revision_current; /* the act names the current revision as its parent or subject */
  gboolean own;              /* the version or act that is meant is the actor's own */
  gboolean withdrawn;        /* the version that is meant was taken back */
  gboolean built_on;         /* somebody has acted on it since */
  gboolean accepted_by_actor;
  guint tier;                        /* of the case; 0 for none */
  gboolean corrected_at_end;         /* at the stage that signs, which nobody has accepted since */
  gboolean countersigned;            /* who made it agreed to that */
  gboolean judged_by_actor;          /* they accepted the current revision at some stage */
  gboolean signature_good;           /* a signature fits what it covers, an identity itself */
  gboolean reading_evidence_missing; /* the workflow blocks without it, or without all of it */
  gint64 slices_not_shown, texts_not_shown; /* what evidence there is leaves these out */
  gboolean remark_known, remark_agreed, remark_closed;
  char open_critical[256]; /* which critical remark nobody closed, in words; "" for none */
  gboolean revision_known; /* the version named is one of the case that counts */
  gboolean said_to_actor;  /* a remark on work that they made, or now hold */
  gboolean said_by_actor;
  gboolean document_known;   /* was published */
  gboolean context_allowed;  /* the schema in force allows all that is meant to be read */
  gboolean assignee_may;     /* the person named may act at the stage */
  CsAsked asked, asked_next; /* whom the case waits for; whom the act asks */
  gboolean asked_somebody;   /* who neither asked nor made the work could rule there */
  gboolean asked_minor, asked_by_actor;
  guint half_roles; /* of who proposed the ruling of the board; 0: nobody yet */
  gboolean half_by_actor;
  gboolean relax_known;  /* the workflow that is relaxed is the one in force */
  gboolean relax_step;   /* its rule has another step for the stage */
  gboolean relax_right;  /* what the act says of the cases, and what comes of it, is so */
  char relax_short[256]; /* why the cases do not allow it yet, in words; "" when they do */
} CsRuleState;

/* Roles with which DEED can be allowed at all, whatever the case; what else it needs the rule says.
 */
guint cs_rules_roles_for (CsDeed deed);
/* FALSE with a sentence for the person (caller frees) when the deed is not allowed. */
gboolean cs_rules_may (const CsReader *reader, CsDeed deed, const CsRuleState *state,
                       char **ret_reason);
/* Whether READER is told how much work others had (cs-effort.h); everybody is told their own. */
gboolean cs_rules_sees_effort (const CsReader *reader);
/* Whether READER is told how well others work: what came of control cases, and who was paused.
 * Everybody is told of their own pause. */
gboolean cs_rules_sees_results (const CsReader *reader);
/* Whether READER is told how the work of everybody goes (cs-project-trends.h). */
gboolean cs_rules_sees_trends (const CsReader *reader);
/* Whether READER sees all work of everybody: reviewers, SMEs, leads, adjudicators and auditors. */
gboolean cs_rules_sees_all (const CsReader *reader);
/* Blinding. While several read a case, each for themselves, who does so or could by their roles, or
 * could settle what is open between them then, sees their own work on it and nothing else. Whoever
 * else does not see all, an observer never any work. Who only labels sees the work on a case (the
 * marks of a version, their number, what was decided on it) when
 *   - they made that version, or
 *   - it was not taken back, and they are an author of it, hold the case, or have it assigned (sent
 *     back to them), at a stage where one of their roles acts.
 * And from who acts where marks are hidden at first, cs_rules_hides_marks. */
gboolean cs_rules_sees_marks (const CsReader *reader, const CsRuleState *state);
/* The same of the version that is meant, current or not. While several read the case it is shown to
 * who alone made it (OWN) and to auditors who are nothing else: who leads could make themselves a
 * reader, and whoever else works here could be made one. */
gboolean cs_rules_sees_version (const CsReader *reader, const CsRuleState *state);
/* Whether the marks are kept from READER until they asked for them: they act by their roles at a
 * stage that hides them, which the case is at or comes to. Not where they act at an earlier one, or
 * could rule on a question that somebody else asks. */
gboolean cs_rules_hides_marks (const CsReader *reader, const CsRuleState *state);
/* Whether READER may know that the case is there: its title, its items, that it waits. Who only
 * labels does when nothing was submitted yet, when they see the work on it, when they could take it
 * now, and when they have a draft on it. An observer always does. */
gboolean cs_rules_sees_case (const CsReader *reader, const CsRuleState *state);
/* Whether READER may read the files of a release, which are everybody's signed work, out of the
 * project. A release is made to be given away, and taking it out needs neither key nor membership;
 * but who only labels here may be handed one of its cases again, so they know that it is there and
 * no more; nor is an observer here for the work. */
gboolean cs_rules_sees_releases (const CsReader *reader);
