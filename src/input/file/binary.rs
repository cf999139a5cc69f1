//! Binary files read forwards, every step checked against the end.

/// A place in some bytes. Every step that would pass the end gives `None` and moves nowhere.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Binary<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Whether numbers have their largest byte first.
    pub(crate) big: bool,
}

impl<'a> Binary<'a> {
    /// The start of some bytes, numbers with their smallest byte first.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, big: false }
    }

    /// The same bytes from another place on.
    pub(crate) fn from(self, at: usize) -> Self {
        Self { at, ..self }
    }

    /// The same bytes, numbers with their largest byte first.
    pub(crate) fn big(self) -> Self {
        Self { big: true, ..self }
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.bytes.len().saturating_sub(self.at)
    }

    /// The next bytes.
    #[inline]
    pub(crate) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    #[inline]
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    /// A byte.
    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    /// A number of two bytes.
    pub(crate) fn u16(&mut self) -> Option<u16> {
        let bytes = self.array()?;
        Some(if self.big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    /// A number of four bytes.
    #[inline]
    pub(crate) fn u32(&mut self) -> Option<u32> {
        let bytes = self.array()?;
        Some(if self.big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    /// A count or length of four bytes.
    pub(crate) fn length(&mut self) -> Option<usize> {
        self.u32().and_then(|length| usize::try_from(length).ok())
    }

    /// A number of eight bytes.
    pub(crate) fn u64(&mut self) -> Option<u64> {
        let bytes = self.array()?;
        Some(if self.big { u64::from_be_bytes(bytes) } else { u64::from_le_bytes(bytes) })
    }

    /// A floating-point number of eight bytes.
    #[inline]
    pub(crate) fn f64(&mut self) -> Option<f64> {
        self.u64().map(f64::from_bits)
    }
}

/// A floating-point number of eight bytes, the smallest first, from a slice of that length; a shorter one is no number.
#[inline]
pub(crate) fn f64_at(bytes: &[u8], at: usize) -> f64 {
    let bytes = bytes.get(at..at + 8).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(f64::NAN, f64::from_le_bytes)
}
