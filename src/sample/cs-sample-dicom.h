/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the DICOM files of the sample, element by element in the order of their tags: encoding of
 * PS3.5 7.1.2, file of PS3.10 7. Plain functions over the caller's bytes; any thread. */
#pragma once

#include <glib.h>

#define CS_SAMPLE_EXPLICIT "1.2.840.10008.1.2.1"
#define CS_SAMPLE_RLE "1.2.840.10008.1.2.5"

typedef struct {
  const char *key;             /* what its UIDs are made of; another one for each study */
  const char *id, *name, *sex; /* of the patient: "PHANTOM-1", "Phantom^One", "O" */
  const char *birth, *date;    /* YYYYMMDD */
} CsSampleStudy;

typedef struct {
  const CsSampleStudy *study;
  const char *sop_class, *syntax, *modality, *image_type;
  const char *series;   /* its description; its UID is made of it */
  const char *instance; /* what its UID is made of: "slice 3" */
  const char *rate;     /* recommended frames a second, NULL for no loop */
} CsSampleImage;

/* The file up to and with the group of the patient. */
GByteArray *cs_sample_dicom_new (const CsSampleImage *image);
/* Study, series and instance in group 0020: UIDs and numbers. */
void cs_sample_dicom_numbers (GByteArray *out, const CsSampleImage *image, guint series,
                              guint instance);

void cs_sample_dicom_bytes (GByteArray *out, guint32 tag, const char *vr, gconstpointer data,
                            gsize size);
void cs_sample_dicom_text (GByteArray *out, guint32 tag, const char *vr, const char *text);
void cs_sample_dicom_format (GByteArray *out, guint32 tag, const char *vr, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
void cs_sample_dicom_u16 (GByteArray *out, guint32 tag, guint16 value);
void cs_sample_dicom_u32 (GByteArray *out, guint32 tag, guint32 value);
void cs_sample_dicom_f64 (GByteArray *out, guint32 tag, double value);
/* Always the same one for the same WHAT of the study. */
void cs_sample_dicom_uid (GByteArray *out, guint32 tag, const CsSampleStudy *study,
                          const char *what);

/* A sequence with one item, of undefined length; further items by item_end and item. */
void cs_sample_dicom_sequence (GByteArray *out, guint32 tag);
void cs_sample_dicom_item_end (GByteArray *out);
void cs_sample_dicom_item (GByteArray *out);
void cs_sample_dicom_sequence_end (GByteArray *out);

/* Rows, columns and bits of a picture with one sample a pixel, and its values as pixel data. */
void cs_sample_dicom_grey (GByteArray *out, guint rows, guint columns, const char *spacing);
void cs_sample_dicom_values (GByteArray *out, const guint16 *values, guint n);

/* PLANES one after another, each ROWS x COLUMNS bytes, as a frame of RLE Lossless (PS3.5 G). */
GBytes *cs_sample_dicom_rle (const guint8 *planes, guint n_planes, guint rows, guint columns);
/* Packed pixel data with a table of where each of FRAMES (GBytes) begins. */
void cs_sample_dicom_frames (GByteArray *out, GPtrArray *frames);
