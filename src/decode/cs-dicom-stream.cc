/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-dicom-stream.hh"
#include "cs-inflate.h"
#include "cs-wire.h"

#include <string.h>

/* A few hundred nested sequences; a real file has a dozen. */
#define STACK_LIMIT (512 * 1024)

gsize
CsBytes::read (guint64 offset, void *to, gsize size) const
{
  if (inflated_ == nullptr)
    return cs_source_read (source_, offset, to, size);
  if (offset >= inflated_size_)
    return 0;
  size = (gsize)MIN ((guint64)size, inflated_size_ - offset);
  memcpy (to, inflated_ + offset, size);
  return size;
}

bool
CsBytes::inflate (guint64 offset)
{
  guint64 packed = source_->size > offset ? source_->size - offset : 0;
  if (packed == 0 || packed > CS_WIRE_MAX_FRAME)
    return false;
  guint8 *from = static_cast<guint8 *> (g_try_malloc ((gsize)packed));
  if (from == nullptr)
    return false;
  gsize got = cs_source_read (source_, offset, from, (gsize)packed);
  gsize size = 0;
  guint8 *to = cs_inflate (from, got, CS_WIRE_MAX_FRAME, &size);
  g_free (from);
  if (to == nullptr)
    return false;
  inflated_ = to;
  inflated_size_ = size;
  return true;
}

offile_off_t
CsProducer::read (void *to, offile_off_t size)
{
  const char here = 0;
  if (bottom_ != nullptr && bottom_ - &here > STACK_LIMIT) {
    too_deep_ = true;
    status_ = EC_IllegalCall;
  }
  if (status_.bad () || size <= 0)
    return 0;
  gsize done = 0;
  while (done < (gsize)size) {
    if (at_ < buffer_at_ || at_ >= buffer_at_ + buffered_) {
      buffer_at_ = at_;
      buffered_ = bytes_->read (at_, buffer_, sizeof buffer_);
      if (buffered_ == 0)
        break;
    }
    gsize here_at = (gsize)(at_ - buffer_at_);
    gsize part = MIN (buffered_ - here_at, (gsize)size - done);
    memcpy (static_cast<char *> (to) + done, buffer_ + here_at, part);
    done += part;
    at_ += part;
  }
  return (offile_off_t)done;
}

offile_off_t
CsProducer::skip (offile_off_t size)
{
  offile_off_t left = avail ();
  size = CLAMP (size, 0, left);
  at_ += (guint64)size;
  return size;
}

void
CsProducer::putback (offile_off_t size)
{
  if (size < 0 || (guint64)size > at_)
    status_ = EC_PutbackFailed;
  else
    at_ -= (guint64)size;
}

void
CsProducer::inflate_rest ()
{
  if (!bytes_->inflate (at_))
    status_ = EC_CorruptedData;
  at_ = 0;
  buffered_ = 0;
}

OFCondition
CsStream::installCompressionFilter (E_StreamCompression filter)
{
  if (filter != ESC_none)
    producer_.inflate_rest ();
  return producer_.status ();
}

/* Long values are read when they are asked for. */
class CsStreamFactory : public DcmInputStreamFactory
{
public:
  CsStreamFactory (CsBytes *bytes, guint64 offset) : bytes_ (bytes), offset_ (offset)
  {
  }
  DcmInputStream *
  create () const override
  {
    return new CsStream (bytes_, offset_);
  }
  DcmInputStreamFactory *
  clone () const override
  {
    return new CsStreamFactory (bytes_, offset_);
  }
  DcmInputStreamFactoryType
  ident () const override
  {
    return DFT_DcmInputFileStreamFactory;
  }

private:
  CsBytes *bytes_;
  guint64 offset_;
};

DcmInputStreamFactory *
CsStream::newFactory () const
{
  return new CsStreamFactory (bytes_, producer_.at ());
}
