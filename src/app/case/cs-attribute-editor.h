/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a value of each type of attribute is set on the screen: a drop-down, a toggle, checks, an
 * entry. Main thread. */
#pragma once

#include "cs-attribute.h"

#include <gtk/gtk.h>

/* VALUE is taken over; NULL takes the value away. FALSE with a sentence when it does not fit. */
typedef gboolean (*CsAttributeSet) (gpointer owner, const CsAttribute *attribute, CsJson *value,
                                    GError **error);

typedef struct _CsAttributeEditor CsAttributeEditor;

/* ATTRIBUTE and OWNER outlive the editor. */
CsAttributeEditor *cs_attribute_editor_new (const CsAttribute *attribute, CsAttributeSet set,
                                            gpointer owner);
/* The widget stays alive with who has put it somewhere. */
void cs_attribute_editor_free (CsAttributeEditor *editor);
const CsAttribute *cs_attribute_editor_attribute (const CsAttributeEditor *editor);
GtkWidget *cs_attribute_editor_widget (const CsAttributeEditor *editor);
/* It is a button with its own name: no label beside it. */
gboolean cs_attribute_editor_is_toggle (const CsAttributeEditor *editor);
/* Shows VALUE (NULL: not set) without setting it. DIFFER: several marks are meant, which have
 * different ones; then VALUE is NULL, and nothing is taken away from them by leaving it so. */
void cs_attribute_editor_show (CsAttributeEditor *editor, const CsJson *value, gboolean differ);
/* As by its letter. */
void cs_attribute_editor_press (CsAttributeEditor *editor);
