/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parsed DICOM header and the bytes of its pixel data, as plain C. The only door to DCMTK: no
 * type and no exception of it passes. Used by the helper's only thread. */
#pragma once

#include "cs-source.h"

G_BEGIN_DECLS

typedef struct _CsDicom CsDicom;
typedef struct _CsDicomItem CsDicomItem; /* a data set or an item of a sequence; owned by CsDicom */

/* Tags are GGGGEEEE. */
typedef guint32 CsTag;

/* Loads the dictionary; FAILED when it is not installed. Call once. */
gboolean cs_dicom_start (GError **error);

/* Parses everything before the pixel data. SOURCE must live as long. CORRUPT, LIMIT. */
CsDicom *cs_dicom_open (const CsSource *source, GError **error);
void cs_dicom_close (CsDicom *dicom);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDicom, cs_dicom_close)

const CsDicomItem *cs_dicom_root (const CsDicom *dicom);
/* The transfer syntax the file names, else what it turned out to be; "" when neither. */
const char *cs_dicom_transfer_syntax (const CsDicom *dicom);
/* How the data set was read. */
gboolean cs_dicom_is_explicit (const CsDicom *dicom);
gboolean cs_dicom_is_big_endian (const CsDicom *dicom);

/* The bytes behind the header: of the file, or of what it inflated to. */
guint64 cs_dicom_size (const CsDicom *dicom);
gsize cs_dicom_read (const CsDicom *dicom, guint64 offset, gpointer ret_data, gsize size);
/* Where the first element of group 7FE0 begins; FALSE without one. */
gboolean cs_dicom_find_pixels (const CsDicom *dicom, guint64 *ret_offset);

/* --- values; NULL or FALSE when absent, empty or of another kind --- */

guint cs_dicom_count_items (const CsDicomItem *item, CsTag tag);
const CsDicomItem *cs_dicom_item (const CsDicomItem *item, CsTag tag, guint n);
/* The bytes of a text value with all its components, without padding. Caller frees. */
char *cs_dicom_text (const CsDicomItem *item, CsTag tag);
/* Component N of an ASCII value, trimmed. Caller frees. */
char *cs_dicom_word (const CsDicomItem *item, CsTag tag, guint n);
/* Component N as a number, of text or binary values. */
gboolean cs_dicom_number (const CsDicomItem *item, CsTag tag, guint n, double *ret_value);
/* The same when it is a whole number of 0..MAX. */
gboolean cs_dicom_count (const CsDicomItem *item, CsTag tag, guint n, guint32 max,
                         guint32 *ret_value);
/* Binary data as words in host order. Caller frees. */
guint16 *cs_dicom_words (const CsDicomItem *item, CsTag tag, gsize *ret_count);

/* The standard's name of a UID, or NULL. Static. */
const char *cs_dicom_uid_name (const char *uid);

/* One frame of JPEG, any process: SIZE bytes of DATA to interleaved samples of 1 byte (up to 8
 * bits) or 2 bytes, host order. TO_RGB converts from YCbCr. CORRUPT unless exactly OUT_SIZE bytes
 * come out. */
gboolean cs_dicom_jpeg (const guint8 *data, gsize size, guint precision, gboolean to_rgb,
                        guint8 *ret_samples, gsize out_size, GError **error);

G_END_DECLS
