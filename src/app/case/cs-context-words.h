/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a clinical context as people call them. Any thread. */
#pragma once

/* "Age" for "age"; PART itself when there is no word for it. Static. */
const char *cs_context_word (const char *part);
