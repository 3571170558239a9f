/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a DICOM header says beside pixels: ids, windows, scale, place in the world, of the whole and
 * of every frame. Pure functions over a parsed header. */
#pragma once

#include "cs-dicom-picture.h"

/* Puts "shared" and, when frames differ, "per_frame" into JSON. */
void cs_dicom_put_frames (CsJson *json, const CsDicomPicture *picture);
/* Puts "regions" of an ultrasound picture. */
void cs_dicom_put_regions (CsJson *json, const CsDicom *dicom);
/* Puts "dicom": the attributes that name and group; and laterality, burned-in text. */
void cs_dicom_put_ids (CsJson *json, const CsDicom *dicom);
/* Puts "context": what it says of the patient and why they came, but never who they are. */
void cs_dicom_put_context (CsJson *json, const CsDicom *dicom);
/* Spacing of a frame by the rules for its modality; MEASURES is its Pixel Measures item or the
 * root.
 */
void cs_dicom_read_spacing (const CsDicomItem *root, const CsDicomItem *measures,
                            CsFrameGeometry *geometry);
