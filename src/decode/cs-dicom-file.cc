/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-dicom.h"
#include "cs-dicom-stream.hh"
#include "cs-frame-geometry.h"

#include <dcmtk/oflog/oflog.h>

#include <math.h>
#include <string.h>

/* Longer values stay in the file until somebody asks for them. */
#define MAX_READ 4096
/* No value that we ask for is longer. */
#define MAX_VALUE (64 * 1024 * 1024)

struct _CsDicom {
  explicit _CsDicom (const CsSource *source) : bytes (source), stream (&bytes, 0)
  {
  }
  CsBytes bytes;
  CsStream stream;
  DcmFileFormat file;
  OFString syntax;
  E_TransferSyntax read_as = EXS_Unknown;
};

/* Nothing that DCMTK or the library below it throws leaves this file. */
template <typename Result, typename Body>
static Result
guarded (Result otherwise, Body body)
{
  try {
    return body ();
  } catch (...) {
    return otherwise;
  }
}

static DcmItem *
item_of (const CsDicomItem *item)
{
  return const_cast<DcmItem *> (reinterpret_cast<const DcmItem *> (item));
}

static const CsDicomItem *
from_item (const DcmItem *item)
{
  return reinterpret_cast<const CsDicomItem *> (item);
}

static DcmElement *
find (const CsDicomItem *item, CsTag tag)
{
  DcmElement *element = nullptr;
  if (item == nullptr)
    return nullptr;
  const DcmTagKey key ((Uint16)(tag >> 16), (Uint16)tag);
  if (item_of (item)->findAndGetElement (key, element).bad () || element == nullptr ||
      element->getLengthField () > MAX_VALUE || element->getLengthField () == 0)
    return nullptr;
  return element;
}

gboolean
cs_dicom_start (GError **error)
{
  return guarded<gboolean> (FALSE, [&] () -> gboolean {
    OFLog::configure (OFLogger::OFF_LOG_LEVEL);
    dcmEnableUnknownVRConversion.set (OFTrue);
    dcmIgnoreFileMetaInformationGroupLength.set (OFTrue);
    dcmAcceptUnexpectedImplicitEncoding.set (OFTrue);
    if (dcmDataDict.isDictionaryLoaded ())
      return TRUE;
    return cs_fail (error, CS_ERROR_FAILED, "the DICOM data dictionary of DCMTK is missing");
  });
}

static gboolean
parse (CsDicom *dicom, GError **error)
{
  const char bottom = 0;
  dicom->stream.producer ().guard_stack (&bottom);
  dicom->file.transferInit ();
  OFCondition result = dicom->file.readUntilTag (dicom->stream, EXS_Unknown, EGL_noChange, MAX_READ,
                                                 DcmTagKey (0x7fe0, 0x0001));
  dicom->file.transferEnd ();
  dicom->stream.producer ().guard_stack (nullptr);
  if (dicom->stream.producer ().too_deep ())
    return cs_fail (error, CS_ERROR_LIMIT, "its sequences are nested without end");
  DcmDataset *data = dicom->file.getDataset ();
  if (result.bad () || data == nullptr || data->card () == 0) {
    const char *said = result.bad () ? result.text () : "nothing in it";
    return cs_fail (error, CS_ERROR_CORRUPT,
                    "the DICOM header is damaged at byte %" G_GUINT64_FORMAT
                    " (%s); get the file again from where it came",
                    dicom->stream.producer ().at (), said);
  }
  dicom->read_as = data->getOriginalXfer ();
  DcmMetaInfo *meta = dicom->file.getMetaInfo ();
  if (meta == nullptr || meta->findAndGetOFString (DCM_TransferSyntaxUID, dicom->syntax).bad () ||
      dicom->syntax.empty ())
    dicom->syntax = DcmXfer (dicom->read_as).getXferID ();
  return TRUE;
}

CsDicom *
cs_dicom_open (const CsSource *source, GError **error)
{
  CsDicom *dicom = nullptr;
  try {
    dicom = new CsDicom (source);
    if (parse (dicom, error))
      return dicom;
  } catch (...) {
    g_clear_error (error);
    cs_fail (error, CS_ERROR_LIMIT, "the DICOM header does not fit into memory");
  }
  cs_dicom_close (dicom);
  return nullptr;
}

void
cs_dicom_close (CsDicom *dicom)
{
  guarded (0, [&] () {
    delete dicom;
    return 0;
  });
}

const CsDicomItem *
cs_dicom_root (const CsDicom *dicom)
{
  return from_item (const_cast<CsDicom *> (dicom)->file.getDataset ());
}

const char *
cs_dicom_transfer_syntax (const CsDicom *dicom)
{
  return dicom->syntax.c_str ();
}

gboolean
cs_dicom_is_explicit (const CsDicom *dicom)
{
  return DcmXfer (dicom->read_as).isExplicitVR () == OFTrue;
}

gboolean
cs_dicom_is_big_endian (const CsDicom *dicom)
{
  return DcmXfer (dicom->read_as).getByteOrder () == EBO_BigEndian;
}

guint64
cs_dicom_size (const CsDicom *dicom)
{
  return dicom->bytes.size ();
}

gsize
cs_dicom_read (const CsDicom *dicom, guint64 offset, gpointer ret_data, gsize size)
{
  return dicom->bytes.read (offset, ret_data, size);
}

/* The parser stopped behind the element's header, which is 8 or 12 bytes long. */
gboolean
cs_dicom_find_pixels (const CsDicom *dicom, guint64 *ret_offset)
{
  const gboolean big = cs_dicom_is_big_endian (dicom);
  const guint64 at = const_cast<CsDicom *> (dicom)->stream.producer ().at ();
  for (guint back = 8; back <= 12; back += 4) {
    guint8 tag[4];
    if (at < back || dicom->bytes.read (at - back, tag, 4) < 4)
      continue;
    guint group = big ? tag[0] << 8 | tag[1] : tag[1] << 8 | tag[0];
    guint element = big ? tag[2] << 8 | tag[3] : tag[3] << 8 | tag[2];
    if (group != 0x7fe0 || element > 0x0010)
      continue;
    *ret_offset = at - back;
    return TRUE;
  }
  return FALSE;
}

static DcmSequenceOfItems *
find_sequence (const CsDicomItem *item, CsTag tag)
{
  DcmElement *element = nullptr;
  if (item == nullptr)
    return nullptr;
  const DcmTagKey key ((Uint16)(tag >> 16), (Uint16)tag);
  if (item_of (item)->findAndGetElement (key, element).bad () || element == nullptr)
    return nullptr;
  return dynamic_cast<DcmSequenceOfItems *> (element);
}

guint
cs_dicom_count_items (const CsDicomItem *item, CsTag tag)
{
  return guarded (0u, [&] () -> guint {
    DcmSequenceOfItems *sequence = find_sequence (item, tag);
    return sequence != nullptr ? (guint)sequence->card () : 0;
  });
}

const CsDicomItem *
cs_dicom_item (const CsDicomItem *item, CsTag tag, guint n)
{
  return guarded<const CsDicomItem *> (nullptr, [&] () -> const CsDicomItem * {
    DcmSequenceOfItems *sequence = find_sequence (item, tag);
    if (sequence == nullptr || n >= sequence->card ())
      return nullptr;
    return from_item (sequence->getItem (n));
  });
}

static bool
is_text (DcmElement *element)
{
  return DcmVR (element->ident ()).isaString () == OFTrue;
}

char *
cs_dicom_text (const CsDicomItem *item, CsTag tag)
{
  return guarded<char *> (nullptr, [&] () -> char * {
    DcmElement *element = find (item, tag);
    OFString value;
    Uint8 *bytes = nullptr;
    if (element == nullptr)
      return nullptr;
    if (is_text (element)) {
      if (element->getOFStringArray (value, OFFalse).bad ())
        return nullptr;
    } else if (element->ident () != EVR_UN || element->getUint8Array (bytes).bad () ||
               bytes == nullptr) {
      return nullptr;
    } else {
      value.assign (reinterpret_cast<char *> (bytes), element->getLengthField ());
    }
    char *text = g_strndup (value.c_str (), value.length ());
    gsize size = strlen (text);
    while (size > 0 && text[size - 1] == ' ')
      text[--size] = '\0';
    return text;
  });
}

char *
cs_dicom_word (const CsDicomItem *item, CsTag tag, guint n)
{
  char *text = cs_dicom_text (item, tag);
  if (text == nullptr)
    return nullptr;
  const char *start = text;
  for (; n > 0 && start != nullptr; n--) {
    start = strchr (start, '\\');
    start = start != nullptr ? start + 1 : nullptr;
  }
  char *word = start != nullptr ? g_strndup (start, strcspn (start, "\\")) : nullptr;
  g_free (text);
  if (word != nullptr && *g_strstrip (word) == '\0')
    g_clear_pointer (&word, g_free);
  return word;
}

static bool
binary_number (DcmElement *element, guint n, double *ret_value)
{
  Uint16 u16;
  Sint16 s16;
  Uint32 u32;
  Sint32 s32;
  Float32 f32;
  if (element->getUint16 (u16, n).good ())
    *ret_value = u16;
  else if (element->getSint16 (s16, n).good ())
    *ret_value = s16;
  else if (element->getUint32 (u32, n).good ())
    *ret_value = u32;
  else if (element->getSint32 (s32, n).good ())
    *ret_value = s32;
  else if (element->getFloat32 (f32, n).good ())
    *ret_value = (double)f32;
  else
    return element->getFloat64 (*ret_value, n).good ();
  return true;
}

gboolean
cs_dicom_number (const CsDicomItem *item, CsTag tag, guint n, double *ret_value)
{
  return guarded<gboolean> (FALSE, [&] () -> gboolean {
    DcmElement *element = find (item, tag);
    double value = 0;
    if (element == nullptr)
      return FALSE;
    if (is_text (element)) {
      char *word = cs_dicom_word (item, tag, n);
      const gboolean good = cs_decimal_parse (word, &value);
      g_free (word);
      if (!good)
        return FALSE;
    } else if (!binary_number (element, n, &value) || !isfinite (value)) {
      return FALSE;
    }
    *ret_value = value;
    return TRUE;
  });
}

gboolean
cs_dicom_count (const CsDicomItem *item, CsTag tag, guint n, guint32 max, guint32 *ret_value)
{
  double value = 0;
  if (!cs_dicom_number (item, tag, n, &value) || value < 0 || value > max || floor (value) != value)
    return FALSE;
  *ret_value = (guint32)value;
  return TRUE;
}

guint16 *
cs_dicom_words (const CsDicomItem *item, CsTag tag, gsize *ret_count)
{
  return guarded<guint16 *> (nullptr, [&] () -> guint16 * {
    DcmElement *element = find (item, tag);
    if (element == nullptr || element->getLengthField () < 2)
      return nullptr;
    const gsize count = element->getLengthField () / 2;
    Uint16 *words = nullptr;
    Uint8 *bytes = nullptr;
    Sint16 *shorts = nullptr;
    const void *from = nullptr;
    if (element->getUint16Array (words).good ())
      from = words;
    else if (element->getSint16Array (shorts).good ())
      from = shorts;
    else if (element->getUint8Array (bytes).good ())
      from = bytes;
    if (from == nullptr)
      return nullptr;
    *ret_count = count;
    return static_cast<guint16 *> (g_memdup2 (from, count * 2));
  });
}

const char *
cs_dicom_uid_name (const char *uid)
{
  return guarded<const char *> (nullptr,
                                [&] () -> const char * { return dcmFindNameOfUID (uid, nullptr); });
}
