"""Tags and filters that every template has at hand."""

from django import template

from core import masking

register = template.Library()

register.filter("mask_national_id", masking.mask_national_id)
register.filter("mask_phone", masking.mask_phone)
register.filter("mask_text", masking.mask_text)
