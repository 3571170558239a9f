/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-low.h"
#include "cs-mark.h"

#include <cairo.h>
