//! A scene as PDF: the SVG of each of its parts, drawn by krilla, with a tree of tags for readers that do not see it.

use std::num::NonZeroU16;

use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect, Size};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::tagging::{Artifact, ArtifactType, BBox, ContentTag, SpanTag, Tag, TagGroup, TagKind, TagTree};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt as _, SvgSettings};
use resvg::usvg::Tree;

use crate::render::page::lettering::Reader;
use crate::render::page::raster::{NoPicture, channels, options};
use crate::render::page::scene::{POINT, Part, Role, Scene};
use crate::render::page::svg::{Writing, push_group};

impl Scene {
    /// The picture as a page of PDF: vectors, text that can be selected, the letters it needs inside, tags in the order of reading.
    ///
    /// The page follows PDF/UA-1 where every letter is in the typeface. It carries no date, so that the same scene gives the same bytes.
    ///
    /// # Errors
    /// When the page cannot be made, such as one without area.
    pub fn to_pdf(&self) -> Result<Vec<u8>, NoPicture> {
        let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
        match accessible.map(|configuration| self.pdf_page(configuration)) {
            Ok(Err(PageError::Krilla(KrillaError::Validation(_)))) | Err(_) => {
                self.pdf_page(Configuration::default()).map_err(PageError::into_picture)
            }
            Ok(page) => page.map_err(PageError::into_picture),
        }
    }

    /// One part alone on a page without colour, in its place. Halos in it are outlines, so that no text is selected or read twice.
    fn part_to_svg(&self, part: &Part) -> String {
        let writing = Writing { reader: Reader::Own, name: "m".to_owned() };
        let mut svg = self.opening(&writing);
        push_group(&mut svg, &part.group, &writing, &writing.name);
        svg.push_str("</svg>\n");
        svg
    }

    fn pdf_page(&self, configuration: Configuration) -> Result<Vec<u8>, PageError> {
        #[expect(clippy::cast_possible_truncation, reason = "lengths of a page need few digits")]
        let [width, height] = [self.width / POINT, self.height / POINT].map(|length| length as f32);
        let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
        let mut document = Document::new_with(settings);
        let page_settings = PageSettings::from_wh(width, height).ok_or(PageError::NoArea)?;
        let size = Size::from_wh(width, height).ok_or(PageError::NoArea)?;
        let whole = Rect::from_xywh(0.0, 0.0, width, height).ok_or(PageError::NoArea)?;
        let options = options();
        let mut tags = TagTree::new().with_lang(Some(self.language.word().to_owned()));
        let mut page = document.start_page_with(page_settings);
        let mut surface = page.surface();
        surface.start_tagged(ContentTag::Artifact(Artifact::new(ArtifactType::Background, Some(whole))));
        let mut path = PathBuilder::new();
        path.push_rect(whole);
        if let (Some(path), Some([red, green, blue])) = (path.finish(), channels(&self.page)) {
            surface.set_fill(Some(Fill {
                paint: krilla::color::rgb::Color::new(red, green, blue).into(),
                ..Fill::default()
            }));
            surface.draw_path(&path);
        }
        surface.end_tagged();
        for part in &self.parts {
            let tree =
                Tree::from_str(&self.part_to_svg(part), &options).map_err(|error| PageError::Svg(error.to_string()))?;
            let (content, tag): (ContentTag<'_>, TagKind) = match part.role {
                Role::Title => {
                    (ContentTag::Span(SpanTag::empty()), Tag::Hn(NonZeroU16::MIN, Some(self.title.clone())).into())
                }
                Role::Text => (ContentTag::Other, Tag::P.into()),
                Role::Figure => {
                    let mut figure = Tag::Figure(Some(part.group.title.as_ref().unwrap_or(&self.description).clone()));
                    figure.set_bbox(Some(BBox::new(0, whole)));
                    (ContentTag::Other, figure.into())
                }
            };
            let identifier = surface.start_tagged(content);
            surface.draw_svg(&tree, size, SvgSettings::default());
            surface.end_tagged();
            let mut group = TagGroup::new(tag);
            group.push(identifier);
            tags.push(group);
        }
        surface.finish();
        page.finish();
        let metadata = Metadata::new()
            .title(self.title.clone())
            .description(self.description.clone())
            .language(self.language.word().to_owned())
            .creator(concat!("bacino ", env!("CARGO_PKG_VERSION")).to_owned());
        document.set_metadata(metadata);
        document.set_tag_tree(tags);
        let mut outline = Outline::new();
        let top = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(self.title.clone(), top));
        document.set_outline(outline);
        document.finish().map_err(PageError::Krilla)
    }
}

/// Why a page was not made.
enum PageError {
    NoArea,
    Svg(String),
    Krilla(KrillaError),
}

impl PageError {
    fn into_picture(self) -> NoPicture {
        NoPicture::new(match self {
            Self::NoArea => "a page without area".to_owned(),
            Self::Svg(message) => message,
            Self::Krilla(error) => format!("no PDF can be made: {error:?}"),
        })
    }
}
