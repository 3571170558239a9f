/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A header that is in order. */
#pragma once
