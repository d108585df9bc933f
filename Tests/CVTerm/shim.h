/// Bit fields, unions and macros of libvterm, as plain integers; for tests only.
#pragma once
#include <vterm.h>

typedef struct {
    uint32_t characters[6];
    int width, bold, underline, italic, blink, reverse;
    /// 0 the terminal's own, 1 an index, 2 red << 16 | green << 8 | blue.
    int foreground_kind, foreground, background_kind, background;
} CVCell;

static inline void cv_color(const VTermColor *color, int is_default, int *kind, int *value) {
    if (is_default) {
        *kind = 0;
        *value = -1;
    } else if (VTERM_COLOR_IS_INDEXED(color)) {
        *kind = 1;
        *value = color->indexed.idx;
    } else {
        *kind = 2;
        *value = color->rgb.red << 16 | color->rgb.green << 8 | color->rgb.blue;
    }
}

static inline CVCell cv_cell(const VTermScreen *screen, int x, int y) {
    VTermPos place = {.row = y, .col = x};
    VTermScreenCell cell;
    CVCell result = {.width = 1, .foreground = -1, .background = -1};
    if (!vterm_screen_get_cell(screen, place, &cell)) return result;
    for (int i = 0; i < 6; i++) result.characters[i] = cell.chars[i];
    result.width = cell.width;
    result.bold = cell.attrs.bold;
    result.underline = cell.attrs.underline;
    result.italic = cell.attrs.italic;
    result.blink = cell.attrs.blink;
    result.reverse = cell.attrs.reverse;
    cv_color(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg), &result.foreground_kind,
             &result.foreground);
    cv_color(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg), &result.background_kind,
             &result.background);
    return result;
}
