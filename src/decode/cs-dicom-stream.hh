/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes for DCMTK's parser: read by pread from the descriptor we were given, or, for a deflated
 * data set, from memory that it was inflated into under a limit. Owned by a CsDicom. */
#pragma once

#include "cs-source.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmdata/dcistrma.h>

/* Where bytes come from. Outlives every stream on it. */
class CsBytes
{
public:
  explicit CsBytes (const CsSource *source) : source_ (source)
  {
  }
  ~CsBytes ()
  {
    g_free (inflated_);
  }
  CsBytes (const CsBytes &) = delete;
  CsBytes &operator= (const CsBytes &) = delete;

  guint64
  size () const
  {
    return inflated_ != nullptr ? inflated_size_ : source_->size;
  }
  gsize read (guint64 offset, void *to, gsize size) const;
  /* Replaces everything by what the bytes from OFFSET on inflate to. */
  bool inflate (guint64 offset);

private:
  const CsSource *source_;
  guint8 *inflated_ = nullptr;
  guint64 inflated_size_ = 0;
};

class CsProducer : public DcmProducer
{
public:
  CsProducer (CsBytes *bytes, guint64 offset) : bytes_ (bytes), at_ (offset)
  {
  }
  OFBool
  good () const override
  {
    return status_.good ();
  }
  OFCondition
  status () const override
  {
    return status_;
  }
  OFBool
  eos () override
  {
    return at_ >= bytes_->size ();
  }
  offile_off_t
  avail () override
  {
    return at_ < bytes_->size () ? (offile_off_t)(bytes_->size () - at_) : 0;
  }
  offile_off_t read (void *to, offile_off_t size) override;
  offile_off_t skip (offile_off_t size) override;
  void putback (offile_off_t size) override;

  guint64
  at () const
  {
    return at_;
  }
  /* The caller's frame is the bottom of the stack that parsing may use. */
  void
  guard_stack (const void *bottom)
  {
    bottom_ = static_cast<const char *> (bottom);
  }
  bool
  too_deep () const
  {
    return too_deep_;
  }
  void inflate_rest ();

private:
  CsBytes *bytes_;
  guint64 at_;
  OFCondition status_;
  const char *bottom_ = nullptr;
  bool too_deep_ = false;
  guint8 buffer_[8192];
  guint64 buffer_at_ = 0;
  gsize buffered_ = 0;
};

class CsStream : public DcmInputStream
{
public:
  CsStream (CsBytes *bytes, guint64 offset)
      : DcmInputStream (&producer_), bytes_ (bytes), producer_ (bytes, offset)
  {
  }
  OFCondition installCompressionFilter (E_StreamCompression filter) override;
  DcmInputStreamFactory *newFactory () const override;

  CsProducer &
  producer ()
  {
    return producer_;
  }

private:
  CsBytes *bytes_;
  CsProducer producer_;
};
