/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of what is selected: where the pointer is, where the mark is seen, or at its row. */
#include "cs-case-page-private.h"
#include "cs-mark-menu.h"

/* The row, or what is in it, that has the keys. */
static gboolean
row_area (CsCasePage *self, GdkRectangle *ret_area)
{
  graphene_rect_t bounds;
  GtkWidget *focus = cs_case_page_key_focus (self);
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  if (row == NULL || !cs_case_page_holds_focus (self, GTK_WIDGET (self->pane)) ||
      !gtk_widget_compute_bounds (row, GTK_WIDGET (self->pane), &bounds))
    return FALSE;
  *ret_area = (GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y, (int)bounds.size.width,
                              (int)bounds.size.height };
  return TRUE;
}

static void
popup (CsCasePage *self, GMenuModel *menu, GtkWidget *parent, const GdkRectangle *area)
{
  g_set_weak_pointer (&self->menu, cs_mark_menu_popup (menu, parent, area));
}

/* Where it is on the screen, else where the pointer is, else in the middle. */
void
cs_case_page_open_menu (CsCasePage *self, GMenuModel *menu)
{
  GdkRectangle area;
  const CsSuggestionRow *row = cs_case_model_suggestion (self->model);
  guint64 id = row != NULL ? row->mark->id : cs_case_model_selected (self->model);
  if (row_area (self, &area)) {
    popup (self, menu, GTK_WIDGET (self->pane), &area);
    return;
  }
  if (!cs_case_page_area_of (self, id, &area))
    area = (GdkRectangle){ gtk_widget_get_width (self->views) / 2,
                           gtk_widget_get_height (self->views) / 2, 1, 1 };
  popup (self, menu, self->views, &area);
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  const GdkRectangle here = { (int)self->pointer_x, (int)self->pointer_y, 1, 1 };
  g_autoptr (GMenuModel) menu =
      self->model != NULL ? cs_mark_menu_new (self->model, self->review) : NULL;
  if (menu == NULL)
    return;
  if (g_str_equal (name, "mark.menu-here"))
    popup (self, menu, self->views, &here);
  else
    cs_case_page_open_menu (self, menu);
}

void
cs_case_page_drop_menu (CsCasePage *self)
{
  if (self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu)); /* lets go of the pointer */
  if (self->menu != NULL && gtk_widget_get_parent (self->menu) != NULL)
    gtk_widget_unparent (self->menu);
  g_clear_weak_pointer (&self->menu);
}

void
cs_case_page_install_menu (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "mark.menu", NULL, menu_cb);
  gtk_widget_class_install_action (klass, "mark.menu-here", NULL, menu_cb);
}
