/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New versions of the guideline and of the labels, from files: what would change is said in
 * sentences, and for the guideline what it means for the work, before anything is published. For
 * leads. Main thread. */
#pragma once

#include "cs-main-window.h"

/* Asks for a Markdown file. */
void cs_guideline_publish_file (CsMainWindow *window);
/* Asks for a label file. */
void cs_guideline_publish_labels (CsMainWindow *window);
