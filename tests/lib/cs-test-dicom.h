/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes DICOM files element by element, good ones and wrong ones alike: nothing is checked. */
#pragma once

#include <glib.h>

#define CS_TEST_IMPLICIT "1.2.840.10008.1.2"
#define CS_TEST_EXPLICIT "1.2.840.10008.1.2.1"
#define CS_TEST_BIG "1.2.840.10008.1.2.2"
#define CS_TEST_DEFLATED "1.2.840.10008.1.2.1.99"
#define CS_TEST_RLE "1.2.840.10008.1.2.5"
#define CS_TEST_JPEG "1.2.840.10008.1.2.4.50"

typedef struct _CsTestDicom CsTestDicom;

/* Preamble, marker and file meta information that names SYNTAX; NULL writes none of it. */
CsTestDicom *cs_test_dicom_new (const char *syntax);
/* The file; frees the writer. */
GBytes *cs_test_dicom_finish (CsTestDicom *dicom);

/* Elements in the order in which they shall stand; TAG is GGGGEEEE, VR two letters. */
void cs_test_dicom_text (CsTestDicom *dicom, guint32 tag, const char *vr, const char *text);
void cs_test_dicom_bytes (CsTestDicom *dicom, guint32 tag, const char *vr, gconstpointer data,
                          gsize size);
void cs_test_dicom_u16 (CsTestDicom *dicom, guint32 tag, const char *vr, guint n,
                        const guint16 *values);
void cs_test_dicom_f64 (CsTestDicom *dicom, guint32 tag, double value);
/* Sequences and items of undefined length. */
void cs_test_dicom_sequence (CsTestDicom *dicom, guint32 tag);
void cs_test_dicom_item (CsTestDicom *dicom);
void cs_test_dicom_item_end (CsTestDicom *dicom);
void cs_test_dicom_sequence_end (CsTestDicom *dicom);

/* Rows, columns and bits of a picture with one sample a pixel, in group 0028. */
void cs_test_dicom_grey (CsTestDicom *dicom, guint rows, guint columns, guint frames,
                         guint allocated, guint stored, gboolean is_signed);
/* Packed pixel data: the offset table (may be empty), fragments up to a NULL, the end. */
void cs_test_dicom_fragments (CsTestDicom *dicom, GBytes *table, GBytes *first,
                              ...) G_GNUC_NULL_TERMINATED;

/* Raw deflate of DATA, without compression. */
GBytes *cs_test_deflate (gconstpointer data, gsize size);
